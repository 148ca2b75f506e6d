/** A row of the review as a test needs it. */
import type { ReviewRow, Suggestion } from "../shapes";

export const aSuggestion = (more: Partial<Suggestion> = {}): Suggestion => ({
  evidence: "catalog-bare",
  key: "gpt-9",
  rung: null,
  isOtherProvider: false,
  agreeing: [],
  terms: { inputPer1M: "3", outputPer1M: "15" },
  ...more,
});

export const aReviewRow = (more: Partial<ReviewRow> = {}): ReviewRow => ({
  name: "gpt-9",
  serverIds: ["s1"],
  provider: "openai",
  isAlias: false,
  served: [],
  mode: null,
  status: "missing",
  inForce: { rung: "default", name: "default", terms: { perRequest: "0.005" } },
  suggestions: [],
  isSuggested: false,
  differencePercent: null,
  priceNotes: [],
  warnings: [],
  requests: 0,
  costUsd: "0",
  entry: null,
  ...more,
});
