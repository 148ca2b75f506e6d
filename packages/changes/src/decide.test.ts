import { describe, expect, it } from "vitest";
import { type ChangeRow, decide, isWriting, type Standing } from "./decide";
import { draft, NOTHING, rates, row, standing } from "./testing/standing";

const outcomeOf = (change: ChangeRow, at: Standing) => {
  const { outcome, refusal } = decide(change, at);
  return refusal?.code ?? outcome;
};
const DEARER = { terms: rates("4", "15") };
const GONE: Partial<ChangeRow> = { draft: null };

describe("what happens to an entry", () => {
  it.each<[string, ChangeRow, Standing, string]>([
    ["a name without an entry", row(), NOTHING, "added"],
    ["another price", row(DEARER), standing(), "changed"],
    ["the same price again", row(), standing(), "same"],
    ["the same price that begins only later", row(), standing({}, { holdsByThen: false }), "changed"],
    ["the same price of an entry that is switched off", row(), standing({ isActive: false }), "changed"],
    ["the same price with another note", row({ notes: "agreed" }), standing(), "changed"],
    ["an empty note beside none", row(), standing({ notes: null, copiedFrom: null, isPlaceholder: false }), "same"],
    ["a copy that is a price of its own now", row(), standing({ copiedFrom: "base" }), "changed"],
    ["another name", row({ model: "new" }, { model: "m" }), standing(), "changed"],
    [
      "another name that is taken",
      row({ model: "new" }, { model: "m" }),
      standing({}, { isTaken: true }),
      "entry-exists",
    ],
    ["a pinned entry", row(DEARER), standing({ pinnedBy: "prices.json" }), "pinned"],
    ["a pinned entry that says so already", row(), standing({ pinnedBy: "prices.json" }), "same"],
    ["the price of the default entry", row({ ...DEARER, model: "default" }), standing({ model: "default" }), "changed"],
    [
      "the default entry, off",
      row({ model: "default", isActive: false }),
      standing({ model: "default" }),
      "default-entry",
    ],
    ["the default entry, gone", row({ model: "default" }, GONE), standing({ model: "default" }), "default-entry"],
    ["what the source refuses", row(DEARER, { refusal: { code: "not-in-catalogue" } }), standing(), "not-in-catalogue"],
  ])("%s", (_name, change, at, outcome) => {
    expect(outcomeOf(change, at)).toBe(outcome);
  });

  it.each<[string, ChangeRow, Standing, string]>([
    ["an added entry goes away", row({}, GONE), standing(), "changed"],
    ["one that went away already is left", row({}, GONE), NOTHING, "same"],
    ["a removed entry comes back", row(), NOTHING, "added"],
    ["a changed one gets its old price", row(DEARER), standing(), "changed"],
    ["one taken back already is left", row(), standing(), "same"],
    ["a pinned one stays", row({}, GONE), standing({ pinnedBy: "prices.json" }), "pinned"],
  ])("taken back: %s", (_name, change, at, outcome) => {
    expect(outcomeOf(change, at)).toBe(outcome);
  });

  it("a price that is still to come is called off, whatever stands today", () => {
    const calledOff = row({}, { replaces: draft(DEARER) });
    const decision = decide(calledOff, standing());
    expect(decision).toMatchObject({
      outcome: "changed",
      held: [],
      differences: [{ field: "input", from: "4", to: "3" }],
    });
    expect(outcomeOf(calledOff, standing({ pinnedBy: "prices.json" }))).toBe("pinned");
  });

  it("only what is added or changed is written", () => {
    expect([decide(row(), NOTHING), decide(row(DEARER), standing())].map(isWriting)).toEqual([true, true]);
    const pinned = standing({ pinnedBy: "prices.json" });
    expect([decide(row(), standing()), decide(row(DEARER), pinned)].map(isWriting)).toEqual([false, false]);
  });
});

describe("what it is compared with", () => {
  const fields = (change: ChangeRow, at: Standing) =>
    decide(change, at).differences.map(({ field, from, to }) => [field, from, to]);

  it("is the entry: its price first, then what else it says", () => {
    const change = row({ ...DEARER, isActive: false, provider: "azure", isCustom: true, notes: "agreed" });
    expect(fields(change, standing())).toEqual([
      ["input", "3", "4"],
      ["isActive", "true", "false"],
      ["provider", "openai", "azure"],
      ["isCustom", "false", "true"],
      ["notes", null, "agreed"],
    ]);
  });

  it("is the price that is scheduled until then", () => {
    const at = standing({}, { planned: draft({ terms: rates("6", "15") }) });
    expect(fields(row(DEARER), at)).toEqual([["input", "6", "4"]]);
  });

  it("is what prices the name, where there is no entry or it is switched off", () => {
    const inForce = rates("1", "15");
    expect(fields(row(DEARER), { ...NOTHING, inForce })).toEqual([["input", "1", "4"]]);
    expect(fields(row(DEARER), standing({ isActive: false }, { inForce }))).toEqual([
      ["input", "1", "4"],
      ["isActive", "false", "true"],
    ]);
  });

  it("is nothing where an entry that is switched off is all there is", () => {
    expect(fields(row(), standing({ isActive: false }, { inForce: undefined }))).toEqual([
      ["input", null, "3"],
      ["output", null, "15"],
      ["isActive", "false", "true"],
    ]);
  });

  it("is its own price while it stays switched off", () => {
    const off = standing({ isActive: false }, { inForce: rates("1", "15") });
    expect(fields(row({ ...DEARER, isActive: false }), off)).toEqual([["input", "3", "4"]]);
  });
});

describe("what is held", () => {
  it("is nothing that is not written", () => {
    const far = row({ terms: rates("30", "15") });
    expect(decide(far, standing({ pinnedBy: "prices.json" })).held).toEqual([]);
    expect(decide(far, standing()).held).toEqual([{ kind: "move", field: "input", move: "tenfold" }]);
  });

  it("is a new entry too that is far from what priced the name until now", () => {
    const decision = decide(row({ terms: rates("3000", "15000") }), { ...NOTHING, inForce: rates("3", "15") });
    expect(decision.held).toContainEqual({ kind: "move", field: "input", move: "tenfold" });
  });

  it("is no price that only the catalogue had, and no step from a placeholder", () => {
    const inForce = rates("3", "15");
    const input = { ...inForce, rates: { input: inForce.rates.input } } as typeof inForce;
    expect(decide(row({ terms: input }), { ...NOTHING, inForce }).held).toEqual([]);
    expect(decide(row({ terms: input }), standing()).held).toEqual([
      { kind: "move", field: "output", move: "vanished" },
    ]);
    const placeholder = standing({ isPlaceholder: true, terms: rates("0.001", "0.001") });
    expect(decide(row(), placeholder).held).toEqual([]);
  });

  it("is what the source itself holds", () => {
    const held = [{ kind: "replaces-own", by: "entry" }] as const;
    expect(decide(row(DEARER, { held }), standing()).held).toEqual(held);
  });
});
