import { expect, it } from "vitest";
import { coverageOf } from "./coverage-bar";
import { changeText, shareText } from "./percent";

const totals = {
  requests: 100,
  errorRequests: 0,
  unpricedRequests: 4,
  defaultRequests: 10,
  flaggedRequests: 6,
  placeholderRequests: 2,
  guessedRequests: 3,
  reports: 9,
  unpricedReports: 1,
  defaultReports: 2,
  flaggedReports: 3,
  placeholderReports: 1,
  guessedReports: 0,
  promptTokens: "0",
  completionTokens: "0",
  cacheReadTokens: "0",
  cacheWriteTokens: "0",
  reasoningTokens: "0",
  totalTokens: "0",
  costUsd: "2",
  bookedCostUsd: "2",
  defaultCostUsd: "0.05",
  flaggedCostUsd: "0.45",
  placeholderCostUsd: "0.05",
};

it("the parts are the whole", () => {
  expect(coverageOf(totals)).toEqual([
    { kind: "exact", costUsd: "1.5", requests: 80, reports: 3, share: "0.75" },
    { kind: "flagged", costUsd: "0.4", requests: 4, reports: 2, share: "0.2" },
    { kind: "placeholder", costUsd: "0.05", requests: 2, reports: 1, share: "0.025" },
    { kind: "default", costUsd: "0.05", requests: 10, reports: 2, share: "0.025" },
  ]);
});

it("where nothing was spent there is no share", () => {
  const nothing = { ...totals, costUsd: "0", defaultCostUsd: "0", flaggedCostUsd: "0", placeholderCostUsd: "0" };
  expect(coverageOf(nothing).map(({ share }) => share)).toEqual([null, null, null, null]);
});

it("shares never say all or nothing when it is not", () => {
  expect(["1", "0.999999", "0.9342", "0.0004", "0"].map(shareText)).toEqual([
    "100.0 %",
    "> 99.9 %",
    "93.4 %",
    "< 0.1 %",
    "0.0 %",
  ]);
});

it("changes carry their sign", () => {
  expect(["12.46", "-3", "0", "123456", undefined].map(changeText)).toEqual([
    "+12.5 %",
    "−3.0 %",
    "±0.0 %",
    "> +999 %",
    null,
  ]);
});
