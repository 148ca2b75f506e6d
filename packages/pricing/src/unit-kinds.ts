/**
 * What is priced by something other than a token.
 *
 * Units   USD per one unit (an exact Decimal); quantities are JS numbers, read by their literal.
 * Source  the LiteLLM catalogue's fields; `packages/catalog` maps each one here.
 */
export const UNIT_KINDS = [
  "inputImages",
  "outputImages",
  "inputPixels",
  "outputPixels",
  "inputCharacters",
  "outputCharacters",
  "inputSeconds",
  "outputSeconds",
  "outputSeconds1080p",
  "inputAudioSeconds",
  "inputVideoSeconds",
  "outputVideoSeconds",
  "queries",
  "pages",
  "annotationPages",
  "credits",
  "webSearchesLow",
  "webSearchesMedium",
  "webSearchesHigh",
  "fileSearchCalls",
  "fileSearchGbDays",
  "vectorStoreGbDays",
  "codeInterpreterSessions",
  "computerUseInputTokens",
  "computerUseOutputTokens",
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** Built-in tools: priced apart from the model, so no regional multiplier touches them. */
export const TOOL_UNITS: ReadonlySet<UnitKind> = new Set<UnitKind>([
  "webSearchesLow",
  "webSearchesMedium",
  "webSearchesHigh",
  "fileSearchCalls",
  "fileSearchGbDays",
  "vectorStoreGbDays",
  "codeInterpreterSessions",
  "computerUseInputTokens",
  "computerUseOutputTokens",
]);
