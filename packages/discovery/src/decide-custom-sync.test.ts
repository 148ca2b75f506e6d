import { createPriceBook, type PriceTerms, type PriceVersion, termsToJson } from "@ratecard/pricing";
import { describe, expect, it } from "vitest";
import { type CustomSyncSources, decideCustomSync } from "./decide-custom-sync";
import { type BaseModel, isTakenByItself, isUndecided, type SyncEntry } from "./sync-decision";
import { anEntry, catalogOf, SETTINGS, terms } from "./testing/sync-world";

const CATALOG = catalogOf({
  "gpt-4o": { ratesPer1M: { input: "2.5", output: "10" }, provider: "openai" },
  "azure/gpt-4o": { ratesPer1M: { input: "2.75", output: "11" }, provider: "azure" },
  "gpt-4o-twin": { ratesPer1M: { input: "2.5", output: "10" }, provider: "openai" },
});

type World = Readonly<{
  /** `"bot>gpt-4o"`, `"bot>gpt-4o@azure"`. */
  mappings: readonly string[];
  entries?: readonly SyncEntry[];
  choices?: Record<string, BaseModel>;
}>;

const mapping = (text: string) => {
  const [customName = "", base = ""] = text.split(">");
  const [actualModel = "", provider] = base.split("@");
  return { customName, serverId: "s", actualModel, provider };
};

const version = ({ model, provider, isActive, terms: own }: SyncEntry): PriceVersion => ({
  versionId: model,
  model,
  provider,
  isActive,
  validFrom: null,
  validUntil: null,
  terms: own,
});

const sourcesOf = ({ mappings, entries = [], choices = {} }: World): CustomSyncSources => ({
  mappings: mappings.map(mapping),
  entries: new Map(entries.map((entry) => [entry.model, entry])),
  choices: new Map(Object.entries(choices)),
  book: createPriceBook(entries.map(version)),
  catalog: CATALOG,
  settings: SETTINGS,
  at: 0,
});

const decide = (world: World) => [...decideCustomSync(sourcesOf(world))];
const rowOf = (world: World, model = "bot") => {
  const row = decide(world).find((one) => one.model === model);
  if (!row) throw new Error(`no row ${model}`);
  return row;
};
const said = (after: PriceTerms | undefined) => after && termsToJson(after);

const TYPICAL = { perRequestUsd: "0.0075", ratesPer1M: { input: "2.5", output: "10" } };
const OWN = anEntry({ model: "bot", terms: terms("1", "2", "0.002") });
const COPY = anEntry({ model: "bot", copiedFrom: "gpt-4o", terms: terms("2", "10", "0.007") });

describe("the price of the model behind it", () => {
  it("comes from the price book, a wildcard, or the catalogue, with its provider", () => {
    const local = anEntry({ model: "gpt-4o", terms: terms("5", "15", "0.9") });
    const wildcard = anEntry({ model: "gpt-*", terms: terms("7", "7", "0.1") });
    const mappings = ["bot>gpt-4o"];
    expect(said(rowOf({ mappings, entries: [local] }).after)).toMatchObject({ perRequestUsd: "0.9" });
    expect(rowOf({ mappings, entries: [wildcard] }).base).toMatchObject({ source: "local-wildcard", key: "gpt-*" });
    expect(said(rowOf({ mappings }).after)).toEqual(TYPICAL);
    expect(rowOf({ mappings: ["bot>gpt-4o@azure"] })).toMatchObject({
      outcome: "added",
      provider: "azure",
      base: { key: "azure/gpt-4o" },
    });
  });

  it("is never the default: a base without a price is reported", () => {
    const fallback = anEntry({ model: "default", terms: terms("1", "1", "0.005") });
    const row = rowOf({ mappings: ["bot>nobody-knows"], entries: [fallback] });
    expect(row).toMatchObject({ outcome: "missing", after: undefined, holds: [] });
    expect(isUndecided(row)).toBe(false);
  });

  it("is not the custom name's own entry, met without its dots", () => {
    const entries = [anEntry({ model: "gpt-41", terms: terms("9", "9", "9") })];
    expect(rowOf({ mappings: ["gpt-41>gpt-4.1"], entries }, "gpt-41").outcome).toBe("missing");
  });
});

describe("several models behind one name", () => {
  const mappings = ["bot>gpt-4o", "bot>gpt-4o@azure"];
  const azure = { model: "gpt-4o", provider: "azure" };

  it("at different prices are a conflict, never a guess", () => {
    const row = rowOf({ mappings });
    expect(row).toMatchObject({ outcome: "conflict", base: undefined, after: undefined });
    expect(row.bases.map(({ model, provider }) => [model, provider])).toEqual([
      ["gpt-4o", "azure"],
      ["gpt-4o", undefined],
    ]);
    expect([isUndecided(row), isTakenByItself(row)]).toEqual([true, false]);
  });

  it("at one price are none", () => {
    expect(rowOf({ mappings: ["bot>gpt-4o", "bot>gpt-4o-twin"] })).toMatchObject({ outcome: "added" });
  });

  it("of which one has no price are a conflict too", () => {
    expect(rowOf({ mappings: ["bot>gpt-4o", "bot>nobody-knows"] }).outcome).toBe("conflict");
  });

  it("are decided by a choice, and the copy remembers it", () => {
    const chosen = rowOf({ mappings, choices: { bot: azure } });
    expect(chosen).toMatchObject({ outcome: "added", provider: "azure", base: azure });
    const copy = anEntry({
      model: "bot",
      copiedFrom: "gpt-4o",
      copiedFromProvider: "azure",
      terms: chosen.after ?? OWN.terms,
    });
    expect(rowOf({ mappings, entries: [copy] })).toMatchObject({ outcome: "same", base: azure });
  });

  it("can be decided otherwise later", () => {
    const copy = anEntry({ ...COPY, copiedFromProvider: "azure" });
    const choices = { bot: { model: "gpt-4o", provider: undefined } };
    expect(rowOf({ mappings, entries: [copy], choices })).toMatchObject({ outcome: "changed", replacesOwn: false });
  });
});

describe("a name with a price", () => {
  const mappings = ["bot>gpt-4o"];

  it("that somebody typed is shown and not taken by itself", () => {
    const row = rowOf({ mappings, entries: [OWN] });
    expect(row).toMatchObject({ outcome: "changed", replacesOwn: true });
    expect([isTakenByItself(row), isUndecided(row)]).toEqual([false, false]);
  });

  it("by a wildcard has one of its own", () => {
    const entries = [anEntry({ model: "bo*", terms: terms("1", "2", "0.002") })];
    const row = rowOf({ mappings, entries });
    expect(row).toMatchObject({ outcome: "added", replacesOwn: true });
    expect(row.differences.map(({ field, from }) => [field, from])).toContainEqual(["input", "1"]);
    expect(isTakenByItself(row)).toBe(false);
  });

  it("that is a copy follows its base", () => {
    const row = rowOf({ mappings, entries: [COPY] });
    expect(row).toMatchObject({ outcome: "changed", replacesOwn: false });
    expect(isTakenByItself(row)).toBe(true);
  });

  it("that is equal already is only linked when its base is picked", () => {
    const equal = anEntry({ model: "bot", terms: terms("2.5", "10", "0.0075") });
    expect(rowOf({ mappings, entries: [equal] }).outcome).toBe("same");
    const choices = { bot: { model: "gpt-4o", provider: undefined } };
    expect(rowOf({ mappings, entries: [equal], choices }).outcome).toBe("linked");
    const pinned = { ...equal, pinnedBy: "prices.json" };
    expect(rowOf({ mappings, entries: [pinned], choices }).outcome).toBe("same");
  });

  it.each<[string, Partial<SyncEntry>, string]>([
    ["pinned", { pinnedBy: "prices.json" }, "pinned"],
    ["switched off", { isActive: false }, "inactive"],
  ])("that is %s stays", (_name, more, outcome) => {
    expect(rowOf({ mappings, entries: [{ ...COPY, ...more }] }).outcome).toBe(outcome);
  });

  it("moves far only with a tick", () => {
    const far = anEntry({ ...COPY, terms: terms("250", "10", "0.2") });
    const row = rowOf({ mappings, entries: [far] });
    expect(row.holds).toContainEqual({ kind: "move", field: "input", move: "tenfold" });
    expect([isTakenByItself(row), isUndecided(row)]).toEqual([false, true]);
  });
});

it("a name on a name on a model is priced in one run, and a circle ends", () => {
  const mappings = ["a>bot", "bot>gpt-4o"];
  const rows = decide({ mappings });
  expect(rows.map(({ model, outcome, after }) => [model, outcome, said(after)])).toEqual([
    ["a", "added", TYPICAL],
    ["bot", "added", TYPICAL],
  ]);
  const entries = rows.map(({ model, base, after }) =>
    anEntry({ model, copiedFrom: base?.model ?? null, terms: after ?? OWN.terms }),
  );
  expect(decide({ mappings, entries }).map(({ outcome }) => outcome)).toEqual(["same", "same"]);
  expect(decide({ mappings: ["a>b", "b>a"] }).map(({ outcome }) => outcome)).toEqual(["missing", "missing"]);
});

it("the default and wildcards are no custom names to price", () => {
  const rows = decide({ mappings: ["default>gpt-4o", "openai/*>gpt-4o", "gpt-4o>gpt-4o"] });
  expect(rows.map(({ model, outcome }) => [model, outcome])).toEqual([
    ["default", "default"],
    ["openai/*", "wildcard"],
  ]);
});
