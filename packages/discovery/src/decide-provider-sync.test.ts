import { termsToJson } from "@ratecard/pricing";
import { describe, expect, it } from "vitest";
import { decideProviderSync } from "./decide-provider-sync";
import { isTakenByItself, isUndecided, type SyncEntry } from "./sync-decision";
import { anEntry, catalogOf, SETTINGS, terms } from "./testing/sync-world";

const CATALOG = catalogOf({
  "gpt-4o": { ratesPer1M: { input: "2.5", output: "10" }, provider: "openai" },
  "azure/gpt-4o": { ratesPer1M: { input: "2.75", output: "11" }, provider: "azure" },
  "free-one": { ratesPer1M: { input: "0", output: "0" }, provider: "openai" },
});

const decide = (entry: Partial<SyncEntry>, more: object = {}) => {
  const entries = [anEntry({ model: "gpt-4o", ...entry })];
  const [row] = decideProviderSync({ entries, catalog: CATALOG, settings: SETTINGS, at: 0, ...more });
  if (!row) throw new Error("no row");
  return row;
};

describe("what is done to an entry", () => {
  it.each<[string, Partial<SyncEntry>, string]>([
    ["differs", { terms: terms("5", "15", "0.0125") }, "changed"],
    ["agrees, the price per request too", { terms: terms("2.5", "10", "0.0075") }, "same"],
    ["has another price per request than the typical one", { terms: terms("2.5", "10", "1") }, "changed"],
    ["is of a name the catalogue does not know", { model: "house-model" }, "unknown"],
    ["is a custom name", { isCustom: true }, "custom"],
    ["is a copy", { copiedFrom: "gpt-4.1" }, "custom"],
    ["is switched off", { isActive: false }, "inactive"],
    ["is pinned", { pinnedBy: "prices.json" }, "pinned"],
    ["is pinned and agrees", { pinnedBy: "prices.json", terms: terms("2.5", "10", "0.0075") }, "same"],
    ["is the default", { model: "default" }, "default"],
    ["is a wildcard", { model: "gpt-*" }, "wildcard"],
  ])("that %s", (_name, entry, outcome) => {
    expect(decide(entry).outcome).toBe(outcome);
  });

  it("takes the provider's own key first and recomputes the price per request", () => {
    const row = decide({ provider: "azure", terms: terms("5", "15", "0.0125") });
    expect(row.base?.key).toBe("azure/gpt-4o");
    expect(row.after && termsToJson(row.after)).toEqual({
      perRequestUsd: "0.00825",
      ratesPer1M: { input: "2.75", output: "11" },
    });
    expect(row.differences.map(({ field, percent }) => [field, percent])).toEqual([
      ["input", "-45"],
      ["output", "-26.67"],
      ["perRequest", "-34"],
    ]);
  });
});

describe("what needs a tick", () => {
  it("is a far move, a price that goes away, another provider's price and a mistaken unit", () => {
    expect(decide({ terms: terms("25", "10", "0.03") }).holds).toEqual([
      { kind: "move", field: "input", move: "tenfold" },
    ]);
    const cached = terms("2.5", "10", "0.0075", { cacheRead: "1.25" });
    expect(decide({ terms: cached }).holds).toEqual([{ kind: "move", field: "cacheRead", move: "vanished" }]);
    expect(decide({ provider: "groq", terms: terms("3", "10", "0.0075") }).holds).toEqual([
      { kind: "other-provider", provider: "openai" },
    ]);
    const second = catalogOf({ "gpt-4o": { ratesPer1M: { input: "2500", output: "10000" }, provider: "openai" } });
    expect(decide({ terms: terms("3", "10", "0.0075") }, { second }).holds).toMatchObject([
      { kind: "unit-suspect", references: ["second-reference"] },
    ]);
  });

  it("is left to a person; an ordinary change is not", () => {
    const far = decide({ terms: terms("25", "10", "0.03") });
    expect([isTakenByItself(far), isUndecided(far)]).toEqual([false, true]);
    const near = decide({ terms: terms("3", "10", "0.008") });
    expect([isTakenByItself(near), isUndecided(near)]).toEqual([true, false]);
    const unknown = decide({ model: "house-model" });
    expect([isTakenByItself(unknown), isUndecided(unknown)]).toEqual([false, false]);
  });

  it("is nothing of an entry that nothing is written to", () => {
    expect(decide({ pinnedBy: "prices.json", terms: terms("25", "10", "0.03") }).holds).toEqual([]);
  });
});

it("an entry the catalogue leaves unpriced stays, it does not become free", () => {
  expect(decide({ model: "free-one", terms: terms("1", "1", "0.001") }).outcome).toBe("unknown");
});

it("a second run has nothing to do", () => {
  const first = decide({ terms: terms("5", "15", "0.0125") });
  expect(first.after && decide({ terms: first.after }).outcome).toBe("same");
});

it("rows come in the order of names", () => {
  const entries = ["b", "default", "a"].map((model) => anEntry({ model }));
  const rows = [...decideProviderSync({ entries, catalog: CATALOG, settings: SETTINGS, at: 0 })];
  expect(rows.map(({ model }) => model)).toEqual(["a", "b", "default"]);
});
