import { type Decision, decide, type Entry } from "@ratecard/changes";
import { termsToJson } from "@ratecard/pricing";
import { describe, expect, it } from "vitest";
import { providerPriceRows } from "./provider-price-rows";
import { anEntry, catalogOf, SETTINGS, standingOf, terms } from "./testing/sync-world";

const CATALOG = catalogOf({
  "gpt-4o": { inputPer1M: "2.5", outputPer1M: "10", provider: "openai" },
  "azure/gpt-4o": { inputPer1M: "2.75", outputPer1M: "11", provider: "azure" },
  "free-one": { inputPer1M: "0", outputPer1M: "0", provider: "openai" },
});

const rowOf = (entry: Partial<Entry>, more: object = {}) => {
  const whole = anEntry({ model: "gpt-4o", ...entry });
  const [row] = providerPriceRows({ entries: [whole], catalog: CATALOG, settings: SETTINGS, at: 0, ...more });
  if (!row) throw new Error("no row");
  return { whole, row };
};
const decided = (entry: Partial<Entry>, more: object = {}): Decision => {
  const { whole, row } = rowOf(entry, more);
  return decide(row, standingOf(whole));
};
const outcomeOf = (entry: Partial<Entry>) => {
  const { outcome, refusal } = decided(entry);
  return refusal?.code ?? outcome;
};

describe("what is done to an entry", () => {
  it.each<[string, Partial<Entry>, string]>([
    ["differs", { terms: terms("5", "15", "0.0125") }, "changed"],
    ["agrees, the price per request too", { terms: terms("2.5", "10", "0.0075") }, "same"],
    ["has another price per request than the typical one", { terms: terms("2.5", "10", "1") }, "changed"],
    ["is of a name the catalogue does not know", { model: "house-model" }, "not-in-catalogue"],
    ["is a custom name", { isCustom: true }, "custom-name"],
    ["is a copy", { copiedFrom: "gpt-4.1" }, "custom-name"],
    ["is switched off", { isActive: false }, "switched-off"],
    ["is pinned", { pinnedBy: "prices.json" }, "pinned"],
    ["is pinned and agrees", { pinnedBy: "prices.json", terms: terms("2.5", "10", "0.0075") }, "same"],
    ["is the default", { model: "default" }, "default-entry"],
    ["is a wildcard", { model: "gpt-*" }, "wildcard"],
  ])("that %s", (_name, entry, outcome) => {
    expect(outcomeOf(entry)).toBe(outcome);
  });

  it("takes the provider's own key first and recomputes the price per request", () => {
    const azure = { provider: "azure", terms: terms("5", "15", "0.0125") };
    expect(rowOf(azure).row.base?.key).toBe("azure/gpt-4o");
    const { draft, differences } = decided(azure);
    expect(draft && termsToJson(draft.terms)).toEqual({
      perRequest: "0.00825",
      inputPer1M: "2.75",
      outputPer1M: "11",
    });
    expect(differences.map(({ field, percent }) => [field, percent])).toEqual([
      ["input", "-45"],
      ["output", "-26.67"],
      ["perRequest", "-34"],
    ]);
  });
});

describe("what is held for a person", () => {
  it("is a far move, a price that goes away, another provider's price and a mistaken unit", () => {
    expect(decided({ terms: terms("25", "10", "0.03") }).held).toEqual([
      { kind: "move", field: "input", move: "tenfold" },
    ]);
    const cached = terms("2.5", "10", "0.0075", { cacheReadPer1M: "1.25" });
    expect(decided({ terms: cached }).held).toEqual([{ kind: "move", field: "cacheRead", move: "vanished" }]);
    expect(decided({ provider: "groq", terms: terms("3", "10", "0.0075") }).held).toEqual([
      { kind: "other-provider", provider: "openai" },
    ]);
    const second = catalogOf({ "gpt-4o": { inputPer1M: "2500", outputPer1M: "10000", provider: "openai" } });
    expect(decided({ terms: terms("3", "10", "0.0075") }, { second }).held).toMatchObject([
      { kind: "unit-suspect", references: ["second-reference"] },
    ]);
  });

  it("is no far move to where the other catalogue stands too, and no ordinary change", () => {
    const second = catalogOf({ "gpt-4o": { inputPer1M: "2.5", outputPer1M: "10", provider: "openai" } });
    expect(decided({ terms: terms("25", "10", "0.03") }, { second }).held).toEqual([]);
    expect(decided({ terms: terms("3", "10", "0.008") }).held).toEqual([]);
  });

  it("is nothing of an entry that nothing is written to", () => {
    expect(decided({ pinnedBy: "prices.json", terms: terms("25", "10", "0.03") }).held).toEqual([]);
  });
});

it("an entry the catalogue leaves unpriced stays, it does not become free", () => {
  expect(outcomeOf({ model: "free-one", terms: terms("1", "1", "0.001") })).toBe("not-in-catalogue");
});

it("a second run has nothing to do", () => {
  const { draft } = decided({ terms: terms("5", "15", "0.0125") });
  expect(draft && outcomeOf({ terms: draft.terms })).toBe("same");
});
