import { type PriceTerms, type TermsJson, termsFromJson } from "@ratecard/pricing";
import { describe, expect, it } from "vitest";
import { type ChosenPrice, decideImport, type Standing, type StandingEntry, unticked } from "./decide-import";

const terms = (json: TermsJson) => {
  const read = termsFromJson(json);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.terms;
};
const rates = (input: string, output: string) => terms({ ratesPer1M: { input, output } });

const NOTHING: Standing = { entry: undefined, inForce: undefined, references: [] };
const standing = (entry: Partial<StandingEntry>, more: Partial<Standing> = {}): Standing => ({
  ...NOTHING,
  entry: { version: "3", terms: rates("3", "15"), isActive: true, pinnedBy: null, holdsByThen: true, ...entry },
  ...more,
});
const chosen = (more: Partial<ChosenPrice> = {}): ChosenPrice => ({
  model: "m",
  terms: rates("3", "15"),
  expectedVersion: null,
  isAcknowledged: false,
  ...more,
});
const decide = (row: Partial<ChosenPrice>, at: Standing = NOTHING) => {
  const [decision] = [...decideImport([chosen(row)], () => at)];
  if (!decision) throw new Error("no decision");
  return decision;
};

describe("outcome", () => {
  it.each<[string, Partial<ChosenPrice>, Standing, string]>([
    ["a name without entry", {}, NOTHING, "added"],
    ["an entry nobody touched", { terms: rates("4", "15"), expectedVersion: "3" }, standing({}), "changed"],
    ["an entry somebody edited", { terms: rates("4", "15"), expectedVersion: "2" }, standing({}), "moved"],
    ["an entry somebody made meanwhile", { terms: rates("4", "15") }, standing({}), "moved"],
    ["an entry somebody deleted", { expectedVersion: "3" }, NOTHING, "moved"],
    ["the same price again", { expectedVersion: "2" }, standing({}), "same"],
    ["the same price made meanwhile", {}, standing({}), "same"],
    ["the same price that begins only later", { expectedVersion: "3" }, standing({ holdsByThen: false }), "changed"],
    ["the same price switched off", { expectedVersion: "3" }, standing({ isActive: false }), "changed"],
    [
      "a pinned entry",
      { terms: rates("4", "15"), expectedVersion: "3" },
      standing({ pinnedBy: "prices.json" }),
      "pinned",
    ],
    ["the default entry", { model: "default" }, NOTHING, "reserved"],
  ])("%s", (_name, row, at, outcome) => {
    expect(decide(row, at).outcome).toBe(outcome);
  });

  it("shows before and after, in the order of names", () => {
    const decisions = [
      ...decideImport(
        [chosen({ model: "b", terms: rates("4", "15"), expectedVersion: "3" }), chosen({ model: "a" })],
        (model) => (model === "b" ? standing({}) : NOTHING),
      ),
    ];
    expect(decisions.map(({ model }) => model)).toEqual(["a", "b"]);
    expect(decisions[1]?.differences).toEqual([
      { field: "input", unit: "usd-per-1m", from: "3", to: "4", move: "ordinary", percent: "33.33" },
    ]);
  });
});

describe("quarantine", () => {
  const reasons = (row: Partial<ChosenPrice>, at: Standing) => decide({ expectedVersion: "3", ...row }, at).quarantine;

  it("holds moves of ten times, either way", () => {
    expect(reasons({ terms: rates("30", "15") }, standing({}))).toEqual([
      { kind: "move", field: "input", move: "tenfold" },
    ]);
    expect(reasons({ terms: rates("0.3", "15") }, standing({}))).toEqual([
      { kind: "move", field: "input", move: "tenfold" },
    ]);
    expect(reasons({ terms: rates("29.9", "15") }, standing({}))).toEqual([]);
  });

  it("holds moves to and from zero, and token prices that go away", () => {
    expect(reasons({ terms: rates("0", "15") }, standing({}))).toEqual([
      { kind: "move", field: "input", move: "to-zero" },
    ]);
    expect(reasons({ terms: terms({ perRequestUsd: "0.005" }) }, standing({}))).toEqual([
      { kind: "move", field: "input", move: "vanished" },
      { kind: "move", field: "output", move: "vanished" },
    ]);
  });

  it("compares a new entry with what priced the model until now", () => {
    const at: Standing = { ...NOTHING, inForce: rates("3", "15") };
    expect(decide({ terms: rates("3000", "15000") }, at).quarantine).toContainEqual({
      kind: "move",
      field: "input",
      move: "tenfold",
    });
  });

  it("holds unit suspects when every reference says so", () => {
    const suspect = { terms: rates("300", "900") };
    const right = { evidence: "catalog-bare", terms: rates("0.3", "0.9") } as const;
    const same = { evidence: "openrouter", terms: rates("0.31", "0.9") } as const;
    const other = { evidence: "server", terms: rates("300", "900") } as const;
    const decideAgainst = (...references: Standing["references"]) =>
      decide(suspect, { ...NOTHING, references }).quarantine;
    const reason = { kind: "unit-suspect", field: "input", suspect: { factor: 1000, direction: "times" } };
    expect(decideAgainst(right)).toEqual([{ ...reason, references: ["catalog-bare"] }]);
    expect(decideAgainst(right, same)).toEqual([{ ...reason, references: ["catalog-bare", "openrouter"] }]);
    expect(decideAgainst(right, other)).toEqual([]);
    expect(decideAgainst(other)).toEqual([]);
  });

  it("holds rates that can hardly be meant, unless they stood before or another list has them of the same size", () => {
    const found = (after: PriceTerms, at: Standing) =>
      decide({ terms: after }, at).quarantine.flatMap((reason) =>
        reason.kind === "rate-problem" ? [reason.sentence] : [],
      );
    const cached = terms({ ratesPer1M: { input: "300", cacheRead: "2" } });
    expect(found(rates("1500", "15"), NOTHING)).toEqual(["input is 1,500 USD per 1M tokens, above 1,000"]);
    expect(found(cached, NOTHING)).toEqual([
      "input is 300 USD per 1M tokens, more than 100 times its own cache read (2)",
    ]);
    expect(found(cached, { ...NOTHING, references: [{ evidence: "catalog-bare", terms: cached }] })).toEqual([]);
    expect(found(rates("1500", "16"), { ...NOTHING, inForce: rates("1500", "15") })).toEqual([]);
  });

  it("asks for a tick on each, and on nothing that writes nothing", () => {
    const moved = { terms: rates("30", "15"), expectedVersion: "3" };
    expect(unticked([decide(moved, standing({}))])).toHaveLength(1);
    expect(unticked([decide({ ...moved, isAcknowledged: true }, standing({}))])).toHaveLength(0);
    expect(unticked([decide({ ...moved, expectedVersion: "1" }, standing({}))])).toHaveLength(0);
  });
});
