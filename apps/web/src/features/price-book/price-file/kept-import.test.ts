import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { forgetTab, MOST_KEPT_CHARACTERS } from "#web/components/tab-memory";
import { aTabStorage } from "#web/components/testing/a-tab-storage";
import {
  forgetImport,
  type ImportState,
  keepChoices,
  keepFile,
  keepPaste,
  NO_CHOICES,
  readImport,
} from "./kept-import";
import { fileOfText } from "./price-file";

const storage = { sessionStorage: aTabStorage() };
beforeEach(() => vi.stubGlobal("window", storage));
afterEach(() => {
  forgetTab();
  vi.unstubAllGlobals();
});

const TEXT = "Model name,Input price\ngpt-a,3";

function stateOf(text: string, pasted = ""): ImportState {
  const read = fileOfText("vendor.csv", text);
  if (!("file" in read)) throw new Error(read.problem);
  return { pasted, file: read.file, choices: NO_CHOICES };
}

it("goes on after a reload where it was: the file, its mapping, unit, date, name and chosen rows", () => {
  const state = stateOf(TEXT);
  expect(keepFile("ada", state)).toBe("kept");
  const choices = {
    draft: {
      columns: { Remarks: null, Price: "inputPer1M" },
      unit: "per-1k",
      decimals: "comma",
      providers: ["acme"],
      effectiveFrom: "2099-01-01T00:00:00Z",
    },
    choice: { chosen: { "gpt-a": "0123" }, leftOut: ["gpt-b"], skipsRefused: true, name: "Vendor list" },
  } satisfies ImportState["choices"];
  expect(keepChoices("ada", { ...state, choices })).toBe("kept");
  const read = readImport("ada");
  expect(read.choices).toEqual(choices);
  expect(read.file).toMatchObject({ name: "vendor.csv", text: TEXT, format: "csv" });
  expect(read.pasted).toBe("");
});

it("a paste that is looked at stands in its box again; one that is not yet, too", () => {
  keepPaste("ada", "half a li");
  expect(readImport("ada")).toMatchObject({ pasted: "half a li", file: null });
  keepFile("ada", stateOf(TEXT, TEXT));
  expect(readImport("ada")).toMatchObject({ pasted: TEXT, file: { text: TEXT } });
});

it("is nobody else's, and gone once it is written, started over or signed out of", () => {
  keepFile("ada", stateOf(TEXT));
  expect(readImport("bob").file).toBeNull();
  expect(readImport("ada").file).not.toBeNull();
  forgetImport("ada");
  expect(readImport("ada").file).toBeNull();
  keepFile("ada", stateOf(TEXT));
  forgetTab();
  expect(readImport("ada").file).toBeNull();
});

it("takes a file of 10,000 rows, says when one is too long, and then keeps nothing of it", () => {
  const row =
    "provider/some-model-with-a-rather-long-name-2026-01-31,provider,0.0105,2.5,10,0.25,3.125,true,a note of a few words\n";
  expect(keepFile("ada", stateOf(`model\n${row.repeat(10_000)}`))).toBe("kept");
  expect(readImport("ada").file?.text.length).toBeGreaterThan(1_000_000);
  expect(keepFile("ada", stateOf("x".repeat(MOST_KEPT_CHARACTERS + 1)))).toBe("too-long");
  expect(readImport("ada").file).toBeNull();
});

it("a config of LiteLLM, which holds keys, is kept neither as a file nor as a paste", () => {
  const config = "model_list:\n- model_name: a\n  litellm_params: {api_key: sk-never}\n";
  keepPaste("ada", "half a li");
  expect(keepPaste("ada", config)).toBe("may-hold-keys");
  expect(keepFile("ada", stateOf(config))).toBe("may-hold-keys");
  expect(readImport("ada")).toMatchObject({ pasted: "", file: null });
});

it("what an older page kept, and nobody can read, is as good as nothing", () => {
  keepFile("ada", stateOf(TEXT));
  for (const bad of ["{", '{"name": 1}', "null"]) {
    storage.sessionStorage.setItem("ratecard:ada:import-choices", bad);
    expect(readImport("ada")).toMatchObject({ pasted: "", file: null });
  }
});
