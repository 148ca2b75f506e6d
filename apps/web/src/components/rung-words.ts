/** The rungs of the chain and how each one stood, in words. */
import type { Rung, RungJson } from "@ratecard/pricing";

export const RUNG_WORDS: Readonly<Record<Rung, string>> = {
  "local-exact": "Price book, this name",
  "local-wildcard": "Price book, wildcard",
  "catalog-scoped": "Catalogue, provider/model",
  "catalog-bare": "Catalogue, model",
  default: "Default entry",
};

export const STANDING_WORDS: Readonly<Record<RungJson["standing"], Readonly<{ label: string; color: string }>>> = {
  won: { label: "priced here", color: "ledger" },
  "would-apply": { label: "would apply", color: "blue" },
  missed: { label: "no price", color: "gray" },
};

export const KIND_WORDS: Readonly<Record<string, string>> = {
  input: "Input",
  output: "Output",
  cacheRead: "Cache read",
  cacheWrite: "Cache write",
  cacheWrite1h: "Cache write 1 h",
  reasoning: "Reasoning",
  audioInput: "Audio in",
  audioOutput: "Audio out",
  imageInput: "Image in",
  imageOutput: "Image out",
  videoInput: "Video in",
  videoOutput: "Video out",
  cacheReadAudio: "Cached audio",
  citation: "Citations",
  perRequest: "Request",
  multiplier: "Regional multiplier",
  discount: "Discount",
  margin: "Margin",
  fixedMargin: "Fixed margin",
};
