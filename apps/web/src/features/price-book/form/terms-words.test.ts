import { expect, it } from "vitest";
import { termsInWords } from "./terms-words";

it("says everything the form does not edit, rates in the unit of the page", () => {
  const lines = termsInWords(
    {
      serviceTiers: { flex: { inputPer1M: "1.5", outputPer1M: "6" }, batch: { inputPer1M: "1" } },
      offPeak: { windows: [{ startMinute: 990, endMinute: 30, weekdays: [6, 7] }], inputPer1M: "0.5" },
      perUnit: { outputImages: "0.04" },
      queryTiers: [{ fromResults: 1, toResults: 25, perQuery: "0.005" }],
      multipliers: { residency: { eu: "1.1" }, fast: "6" },
      inclusiveThresholds: true,
      unknownFields: { surprise: "1" },
    },
    "1k",
  );
  expect(lines.map(({ label, text }) => `${label}: ${text}`)).toEqual([
    "Service tier flex: input $0.0015, output $0.006 per 1K tokens",
    "Batches: input $0.001 per 1K tokens",
    "Off-peak: 16:30 to 00:30 UTC on Sat, Sun: input $0.0005 per 1K tokens",
    "Output images: $0.04 each",
    "Search of 1 to 25 results: $0.005 each",
    "Data residency eu: the token cost × 1.1",
    "Fast mode: the token cost × 6",
    "Thresholds: hold from their very number of tokens on",
    "Kept as they came: surprise",
  ]);
});

it("has nothing to say of plain prices", () => {
  expect(termsInWords({}, "1m")).toEqual([]);
});
