import { describe, expect, it } from "vitest";
import type { PriceRow } from "../price-row";
import { changesMeanwhile, mergedValues } from "./merge-entry";
import { changesOf, valuesOf } from "./price-form-values";

const OPENED: PriceRow = {
  model: "gpt-4o",
  provider: "openai",
  perRequest: "0.01",
  inputPer1M: "3",
  outputPer1M: "15",
  isCustom: false,
  isActive: true,
  version: 1,
  updatedAt: "2026-01-01T00:00:00Z",
};
const theirs: PriceRow = { ...OPENED, inputPer1M: "7", outputPer1M: "20", notes: "theirs", version: 2 };
const typed = { ...valuesOf(OPENED), inputPer1M: "4", cacheReadPer1M: "1" };
const meeting = { opened: OPENED, known: OPENED, theirs, typed };

describe("two people edit one entry", () => {
  it("what both changed is asked about, what only they changed is taken over, what only I typed stays", () => {
    expect(changesMeanwhile(meeting)).toEqual([
      { field: "inputPer1M", label: "Input", mine: "$4", theirs: "$7", isContested: true },
      { field: "outputPer1M", label: "Output", mine: "$15", theirs: "$20", isContested: false },
      { field: "notes", label: "Notes", mine: "nothing", theirs: "theirs", isContested: false },
    ]);
    const values = mergedValues(meeting);
    expect(values).toMatchObject({ inputPer1M: "4", outputPer1M: "20", notes: "theirs", cacheReadPer1M: "1" });
    expect(changesOf(values, theirs)).toEqual({ inputPer1M: "4", cacheReadPer1M: "1" });
  });

  it("the same change made twice is no conflict", () => {
    expect(changesMeanwhile({ ...meeting, typed: { ...valuesOf(theirs), inputPer1M: "7.00" } })).toEqual([]);
  });

  it("a second change of theirs is not taken for something that was typed", () => {
    const again = { ...theirs, outputPer1M: "21", version: 3 };
    const changes = changesMeanwhile({ ...meeting, known: theirs, theirs: again, typed: mergedValues(meeting) });
    expect(changes.map(({ field, isContested }) => [field, isContested])).toEqual([
      ["inputPer1M", true],
      ["outputPer1M", false],
    ]);
  });

  it("shows thresholds as a whole, and prices in the unit of the form", () => {
    const tiered = { ...theirs, thresholds: [{ aboveTokens: 200_000, inputPer1M: "6" }] };
    const changes = changesMeanwhile({ ...meeting, theirs: tiered, typed: valuesOf(OPENED, "1k") });
    expect(changes.map(({ label, mine, theirs: other }) => `${label}: ${mine} / ${other}`)).toEqual([
      "Input: $0.003 / $0.007",
      "Output: $0.015 / $0.02",
      "Thresholds: none / above 200000: input $0.006",
      "Notes: nothing / theirs",
    ]);
  });
});
