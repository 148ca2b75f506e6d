import { describe, expect, it } from "vitest";
import { type ChangeRow, choiceOf, chosenRows, impactOf, NO_CHOICE, shownRows } from "./change-choice";

const row = (model: string, more: Partial<ChangeRow> = {}): ChangeRow => ({
  model,
  newModel: null,
  provider: "openai",
  outcome: "changed",
  refusal: null,
  differences: [],
  held: [],
  notes: [],
  from: null,
  isPlaceholder: false,
  rungBefore: "none",
  seen: `seen ${model}`,
  impact: null,
  place: null,
  base: null,
  bases: [],
  ...more,
});

const FAR = [{ kind: "move", field: "input", move: "tenfold" }] as const;
const ROWS = [
  row("gpt-a"),
  row("gpt-b", { held: FAR }),
  row("gpt-c", { outcome: "same", seen: null }),
  row("claude", { outcome: "refused", seen: null, refusal: { code: "pinned", by: "prices.json" } }),
];
const modelsOf = (rows: readonly ChangeRow[]) => rows.map(({ model }) => model);

describe("what is written", () => {
  it("is by itself what is neither held nor left alone", () => {
    expect(modelsOf(chosenRows(ROWS, NO_CHOICE))).toEqual(["gpt-a"]);
  });

  it("is a held row too once it was chosen, and not what was taken out", () => {
    const choice = choiceOf(ROWS, new Set(["gpt-b"]));
    expect(modelsOf(chosenRows(ROWS, choice))).toEqual(["gpt-b"]);
  });

  it("is no held row whose difference is another than the one that was chosen", () => {
    const choice = choiceOf(ROWS, new Set(["gpt-a", "gpt-b"]));
    const moved = ROWS.map((each) => (each.model === "gpt-b" ? { ...each, seen: "another" } : each));
    expect(modelsOf(chosenRows(moved, choice))).toEqual(["gpt-a"]);
  });
});

it("what the chosen rows cost is summed to the last digit", () => {
  const impact = (beforeUsd: string, afterUsd: string) => ({
    requests: 2,
    beforeUsd,
    afterUsd,
    unpricedBefore: 0,
    reports: 0,
    unpricedReportsBefore: 0,
    unpricedReportsAfter: 0,
    unpricedAfter: 1,
  });
  expect(
    impactOf([row("a", { impact: impact("0.1", "0.30000000001") }), row("b", { impact: impact("0.2", "1") })]),
  ).toEqual({
    requests: 4,
    beforeUsd: "0.3",
    afterUsd: "1.30000000001",
    unpricedBefore: 0,
    reports: 0,
    unpricedReportsBefore: 0,
    unpricedReportsAfter: 0,
    unpricedAfter: 2,
  });
});

it("rows are looked at by what becomes of them, and by the words in them", () => {
  const shown = (outcome: Parameters<typeof shownRows>[1]["outcome"], q = "") =>
    modelsOf(shownRows(ROWS, { q, outcome, sort: "" }));
  expect(shown("all")).toEqual(["gpt-a", "gpt-b", "gpt-c", "claude"]);
  expect(shown("write")).toEqual(["gpt-a", "gpt-b"]);
  expect(shown("held")).toEqual(["gpt-b"]);
  expect(shown("refused")).toEqual(["claude"]);
  expect(shown("all", "GPT")).toEqual(["gpt-a", "gpt-b", "gpt-c"]);
});
