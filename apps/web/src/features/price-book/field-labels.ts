/** What the fields of a price are called on the screen. Units: USD per 1,000,000 tokens, and per request. */
import type { RateField } from "@ratecard/contract";

export const FIELD_LABELS: Readonly<Record<RateField | "perRequest", string>> = {
  perRequest: "Per request",
  inputPer1M: "Input",
  outputPer1M: "Output",
  cacheReadPer1M: "Cache read",
  cacheWritePer1M: "Cache write",
  cacheWrite1hPer1M: "Cache write 1 h",
  reasoningPer1M: "Reasoning",
  audioInputPer1M: "Audio in",
  audioOutputPer1M: "Audio out",
  imageInputPer1M: "Image in",
  imageOutputPer1M: "Image out",
};
