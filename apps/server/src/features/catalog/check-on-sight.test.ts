/** Rates of a catalogue that look like a mistake, from the first one on; and what a first catalogue prices. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { formatPer1M } from "@ratecard/money";
import { explain, type LookupReason, resolve } from "@ratecard/pricing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { reviewState } from "./catalog-state";
import { listChangesOf } from "./change-rows";
import { acceptChanges, rejectChanges } from "./decide-changes";
import { storeBundledCatalog } from "./keep-catalog-fresh";
import { previewRefresh, refreshCatalog } from "./refresh-catalog";

let test: TestContext;
let folder: string;
let started: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ratecard-sight-"));
  test = await createTestContext({ LITELLM_CATALOG_URL: pathToFileURL(join(folder, "prices.json")).href });
  await storeBundledCatalog(test.services);
  started = Date.now();
});

afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

/** Input and output by name, USD per token. */
async function write(prices: Readonly<Record<string, readonly [string, string]>>) {
  const entries = Object.entries(prices).map(
    ([name, [input, output]]) =>
      `"${name}": {"input_cost_per_token": ${input}, "output_cost_per_token": ${output}, "litellm_provider": "wandb"}`,
  );
  await writeFile(join(folder, "prices.json"), `{${entries.join(",\n")}}`);
}

const ABSURD = ["0.015", "0.06"] as const;
const SANE = ["1.5e-07", "6e-07"] as const;
const FIRST = { "wandb/oss": ABSURD, "wandb/big": ABSURD, "wandb/odd": ABSURD, house: SANE };

const inputOf = (model: string, at = Date.now()) => {
  const { book, catalog } = test.services.prices.now();
  const found = resolve(book, catalog, { model, provider: "wandb", at });
  return "hit" in found && found.terms.rates.input ? formatPer1M(found.terms.rates.input) : found.source;
};

const reasonsOf = (model: string): readonly LookupReason[] => {
  const { book, catalog, settings } = test.services.prices.now();
  const request = { model, provider: "wandb", at: Date.now(), usage: { promptTokens: 1 } };
  const { rungs } = explain(book, catalog, request, { settings, now: Date.now() });
  return rungs.flatMap(({ lookups }) => lookups.map(({ reason }) => reason));
};

const idOf = async (key: string) => {
  const { waiting, rejected } = await reviewState(test.ctx);
  return [...waiting, ...rejected].find((one) => one.key === key)?.changeId ?? "";
};

describe("the first fetched catalogue", () => {
  it("is previewed with what would wait", async () => {
    await write(FIRST);
    const { changes, isOtherSource } = await previewRefresh(test.ctx);
    expect(isOtherSource).toBe(true);
    expect(changes.filter(({ isHeld }) => isHeld).map(({ key }) => key)).toEqual([
      "wandb/big",
      "wandb/odd",
      "wandb/oss",
    ]);
    expect(changes.find(({ key }) => key === "house")).toMatchObject({ isHeld: false, kind: "added" });
  });

  it("holds rates that look like a mistake, with their reasons, and records nothing else", async () => {
    await refreshCatalog(test.ctx);
    const { waiting, snapshots } = await reviewState(test.ctx);
    expect(waiting.map(({ key, kind, isDoubtful }) => [key, kind, isDoubtful])).toEqual([
      ["wandb/big", "added", true],
      ["wandb/odd", "added", true],
      ["wandb/oss", "added", true],
    ]);
    expect(waiting[0]?.problems).toEqual([
      { kind: "above-ceiling", field: "input", per1M: "15000", against: "1000" },
      { kind: "above-ceiling", field: "output", per1M: "60000", against: "1000" },
    ]);
    expect(await listChangesOf(test.database.pool, snapshots[0]?.snapshotId ?? "")).toHaveLength(3);
  });

  it("passes over them with a reason in the trace; it is no silent miss", () => {
    expect([inputOf("wandb/oss"), inputOf("oss"), inputOf("house")]).toEqual(["default", "default", "0.15"]);
    expect(reasonsOf("oss")).toContain("held-for-review");
  });

  it("holds since the beginning; the bundled list prices nothing from then on", () => {
    expect(inputOf("house", started - 30 * 86_400_000)).toBe("0.15");
    expect(inputOf("house", started)).toBe("0.15");
    expect(inputOf("gpt-4o", started)).toBe("default");
    const { book, catalog } = test.services.prices.now();
    const old = resolve(book, catalog, { model: "house", at: started });
    expect(old.warnings).toEqual(["price-postdates-event"]);
    expect(catalog.snapshotAt(started)?.source).not.toBe("bundled");
  });

  it("is the same again, whatever it says beside its prices: what waits is no news", async () => {
    const before = await reviewState(test.ctx);
    await writeFile(
      join(folder, "prices.json"),
      `{"wandb/oss": {"input_cost_per_token": 0.015, "output_cost_per_token": 0.06, "litellm_provider": "wandb", "max_tokens": 1},
        "wandb/big": {"input_cost_per_token": 0.015, "output_cost_per_token": 0.06, "litellm_provider": "wandb"},
        "wandb/odd": {"input_cost_per_token": 0.015, "output_cost_per_token": 0.06, "litellm_provider": "wandb"},
        "house": {"input_cost_per_token": 1.5e-07, "output_cost_per_token": 6e-07, "litellm_provider": "wandb"}}`,
    );
    expect(await refreshCatalog(test.ctx)).toMatchObject({ outcome: "unchanged" });
    expect(await reviewState(test.ctx)).toEqual(before);
  });
});

describe("afterwards", () => {
  it("a person accepts one and rejects another", async () => {
    await acceptChanges(test.ctx, { changeIds: [await idOf("wandb/big")] });
    await rejectChanges(test.ctx, { changeIds: [await idOf("wandb/odd")] });
    expect([inputOf("wandb/big"), inputOf("wandb/odd")]).toEqual(["15000", "default"]);
  });

  it("the next refresh asks for neither of them, and remembers since when the rest waits", async () => {
    const since = (await reviewState(test.ctx)).waiting[0]?.heldSince;
    await write({ ...FIRST, house: ["2e-07", "6e-07"] });
    await refreshCatalog(test.ctx);
    const { waiting, rejected } = await reviewState(test.ctx);
    expect(waiting).toMatchObject([{ key: "wandb/oss", kind: "added", heldSince: since }]);
    expect(rejected.map(({ key }) => key)).toEqual(["wandb/odd"]);
    expect([inputOf("wandb/big"), inputOf("wandb/oss"), inputOf("house")]).toEqual(["15000", "default", "0.2"]);
  });

  it("corrections pass at once, of what waits and of what stands", async () => {
    await write({ ...FIRST, "wandb/oss": SANE, "wandb/big": SANE, house: ["2e-07", "6e-07"] });
    await refreshCatalog(test.ctx);
    expect([inputOf("wandb/oss"), inputOf("wandb/big"), inputOf("wandb/odd")]).toEqual(["0.15", "0.15", "default"]);
    expect((await reviewState(test.ctx)).waiting).toEqual([]);
  });

  it("a rate that becomes one that looks like a mistake waits, and the old one stays", async () => {
    await write({ ...FIRST, "wandb/oss": ["1.5e-07", "2"], "wandb/big": SANE, house: ["2e-07", "6e-07"] });
    await refreshCatalog(test.ctx);
    expect((await reviewState(test.ctx)).waiting).toMatchObject([{ key: "wandb/oss", kind: "changed" }]);
    expect(inputOf("wandb/oss")).toBe("0.15");
  });
});
