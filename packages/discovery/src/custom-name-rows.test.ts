import { decide, type Entry } from "@ratecard/changes";
import { createPriceBook, type PriceVersion, resolve, termsToJson } from "@ratecard/pricing";
import { describe, expect, it } from "vitest";
import { customNameRows } from "./custom-name-rows";
import type { BaseModel } from "./priced-base";
import { anEntry, catalogOf, SETTINGS, standingOf, terms } from "./testing/sync-world";

const CATALOG = catalogOf({
  "gpt-4o": { inputPer1M: "2.5", outputPer1M: "10", provider: "openai" },
  "azure/gpt-4o": { inputPer1M: "2.75", outputPer1M: "11", provider: "azure" },
  "gpt-4o-twin": { inputPer1M: "2.5", outputPer1M: "10", provider: "openai" },
});

type World = Readonly<{
  /** `"bot>gpt-4o"`, `"bot>gpt-4o@azure"`. */
  mappings: readonly string[];
  entries?: readonly Entry[];
  choices?: Record<string, BaseModel>;
}>;

const mapping = (text: string) => {
  const [customName = "", base = ""] = text.split(">");
  const [actualModel = "", provider] = base.split("@");
  return { customName, serverId: "s", actualModel, provider };
};

const version = ({ model, provider, isActive, terms: own }: Entry): PriceVersion => ({
  versionId: model,
  model,
  provider,
  isActive,
  validFrom: null,
  validUntil: null,
  terms: own,
});

/** Every row with what is decided on it: `outcome` is the refusal's code where there is one. */
function decideAll({ mappings, entries = [], choices = {} }: World) {
  const byName = new Map(entries.map((entry) => [entry.model, entry]));
  const book = createPriceBook(entries.map(version));
  const standing = (model: string, provider: string | undefined) => {
    const found = resolve(book, CATALOG, { model, provider, at: 0 }, "error");
    return standingOf(byName.get(model), found.source === "none" ? undefined : found.terms);
  };
  const rows = customNameRows({
    mappings: mappings.map(mapping),
    choices: new Map(Object.entries(choices)),
    book,
    catalog: CATALOG,
    settings: SETTINGS,
    at: 0,
    standingOf: standing,
  });
  return [...rows].map((row) => {
    const { outcome, refusal, ...decision } = decide(row, standing(row.model, row.draft?.provider));
    const after = decision.draft && termsToJson(decision.draft.terms);
    return { ...decision, outcome: refusal?.code ?? outcome, after, base: row.base, bases: row.bases };
  });
}

const rowOf = (world: World, model = "bot") => {
  const row = decideAll(world).find((each) => each.model === model);
  if (!row) throw new Error(`no row ${model}`);
  return row;
};
const replaces = (by: "entry" | "wildcard") => ({ kind: "replaces-own", by });

const TYPICAL = { perRequest: "0.0075", inputPer1M: "2.5", outputPer1M: "10" };
const OWN = anEntry({ model: "bot", terms: terms("1", "2", "0.002") });
const COPY = anEntry({ model: "bot", copiedFrom: "gpt-4o", terms: terms("2", "10", "0.007") });

describe("the price of the base model", () => {
  it("comes from the price book, a wildcard, or the catalogue, with its provider", () => {
    const local = anEntry({ model: "gpt-4o", terms: terms("5", "15", "0.9") });
    const wildcard = anEntry({ model: "gpt-*", terms: terms("7", "7", "0.1") });
    const mappings = ["bot>gpt-4o"];
    expect(rowOf({ mappings, entries: [local] }).after).toMatchObject({ perRequest: "0.9" });
    expect(rowOf({ mappings, entries: [wildcard] }).base).toMatchObject({ source: "local-wildcard", key: "gpt-*" });
    expect(rowOf({ mappings }).after).toEqual(TYPICAL);
    expect(rowOf({ mappings: ["bot>gpt-4o@azure"] })).toMatchObject({
      outcome: "added",
      draft: { provider: "azure" },
      base: { key: "azure/gpt-4o" },
    });
  });

  it("is never the default: a base without a price is reported", () => {
    const fallback = anEntry({ model: "default", terms: terms("1", "1", "0.005") });
    const row = rowOf({ mappings: ["bot>nobody-knows"], entries: [fallback] });
    expect(row).toMatchObject({ outcome: "base-unpriced", after: null, held: [] });
  });

  it("is not the custom name's own entry, met without its dots", () => {
    const entries = [anEntry({ model: "gpt-41", terms: terms("9", "9", "9") })];
    expect(rowOf({ mappings: ["gpt-41>gpt-4.1"], entries }, "gpt-41").outcome).toBe("base-unpriced");
  });
});

describe("several base models of one name", () => {
  const mappings = ["bot>gpt-4o", "bot>gpt-4o@azure"];
  const azure = { model: "gpt-4o", provider: "azure" };

  it("at different prices are for a person to choose from, never a guess", () => {
    const row = rowOf({ mappings });
    expect(row).toMatchObject({ outcome: "bases-differ", base: undefined, after: null });
    expect(row.bases.map(({ model, provider }) => [model, provider])).toEqual([
      ["gpt-4o", "azure"],
      ["gpt-4o", undefined],
    ]);
  });

  it("at one price need no choice", () => {
    expect(rowOf({ mappings: ["bot>gpt-4o", "bot>gpt-4o-twin"] })).toMatchObject({ outcome: "added" });
  });

  it("of which one has no price are one of them too", () => {
    expect(rowOf({ mappings: ["bot>gpt-4o", "bot>nobody-knows"] }).outcome).toBe("bases-differ");
  });

  it("are decided by a choice, and the copy remembers it", () => {
    const chosen = rowOf({ mappings, choices: { bot: azure } });
    expect(chosen).toMatchObject({ outcome: "added", draft: { provider: "azure" }, base: azure, held: [] });
    const copy = anEntry({
      model: "bot",
      copiedFrom: "gpt-4o",
      copiedFromProvider: "azure",
      terms: chosen.draft?.terms ?? OWN.terms,
    });
    expect(rowOf({ mappings, entries: [copy] })).toMatchObject({ outcome: "same", base: azure });
  });

  it("can be decided otherwise later", () => {
    const copy = anEntry({ ...COPY, copiedFromProvider: "azure" });
    const choices = { bot: { model: "gpt-4o", provider: undefined } };
    expect(rowOf({ mappings, entries: [copy], choices })).toMatchObject({ outcome: "changed", held: [] });
  });
});

describe("a name with a price", () => {
  const mappings = ["bot>gpt-4o"];

  it("that somebody typed is held", () => {
    const row = rowOf({ mappings, entries: [OWN] });
    expect(row).toMatchObject({ outcome: "changed", held: [replaces("entry")] });
  });

  it("by a wildcard has one of its own", () => {
    const entries = [anEntry({ model: "bo*", terms: terms("1", "2", "0.002") })];
    const row = rowOf({ mappings, entries });
    expect(row).toMatchObject({ outcome: "added", held: [replaces("wildcard")] });
    expect(row.differences.map(({ field, from }) => [field, from])).toContainEqual(["input", "1"]);
  });

  it("that is a copy follows its base", () => {
    const row = rowOf({ mappings, entries: [COPY] });
    expect(row).toMatchObject({ outcome: "changed", held: [] });
  });

  it("that is equal already is only linked when its base is picked", () => {
    const equal = anEntry({ model: "bot", terms: terms("2.5", "10", "0.0075") });
    expect(rowOf({ mappings, entries: [equal] }).outcome).toBe("same");
    const choices = { bot: { model: "gpt-4o", provider: undefined } };
    expect(rowOf({ mappings, entries: [equal], choices }).outcome).toBe("changed");
    const pinned = { ...equal, pinnedBy: "prices.json" };
    expect(rowOf({ mappings, entries: [pinned], choices }).outcome).toBe("pinned");
    expect(rowOf({ mappings, entries: [pinned] }).outcome).toBe("same");
  });

  it.each<[string, Partial<Entry>, string]>([
    ["pinned", { pinnedBy: "prices.json" }, "pinned"],
    ["switched off", { isActive: false }, "switched-off"],
  ])("that is %s stays", (_name, more, outcome) => {
    expect(rowOf({ mappings, entries: [{ ...COPY, ...more }] }).outcome).toBe(outcome);
  });

  it("moves far only when it is accepted", () => {
    const far = anEntry({ ...COPY, terms: terms("250", "10", "0.2") });
    const row = rowOf({ mappings, entries: [far] });
    expect(row.held).toContainEqual({ kind: "move", field: "input", move: "tenfold" });
  });
});

it("a name on a name on a model is priced in one run, and a circle ends", () => {
  const mappings = ["a>bot", "bot>gpt-4o"];
  const rows = decideAll({ mappings });
  expect(rows.map(({ model, outcome, after }) => [model, outcome, after])).toEqual([
    ["a", "added", TYPICAL],
    ["bot", "added", TYPICAL],
  ]);
  const entries = rows.map(({ model, base, draft }) =>
    anEntry({ model, copiedFrom: base?.model ?? null, terms: draft?.terms ?? OWN.terms }),
  );
  expect(decideAll({ mappings, entries }).map(({ outcome }) => outcome)).toEqual(["same", "same"]);
  expect(decideAll({ mappings: ["a>b", "b>a"] }).map(({ outcome }) => outcome)).toEqual([
    "base-unpriced",
    "base-unpriced",
  ]);
});

it("the default and wildcards are no custom names to price", () => {
  const rows = decideAll({ mappings: ["default>gpt-4o", "openai/*>gpt-4o", "gpt-4o>gpt-4o"] });
  expect(rows.map(({ model, outcome }) => [model, outcome])).toEqual([
    ["default", "default-entry"],
    ["openai/*", "wildcard"],
  ]);
});
