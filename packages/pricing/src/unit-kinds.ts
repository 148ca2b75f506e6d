/**
 * What is priced by something other than a token.
 * Units   USD per one unit (an exact Decimal); quantities are JS numbers, read by their literal.
 * Source  the LiteLLM catalogue's fields; `packages/catalog` maps each one here.
 */

/** What a request that searched pays once where grounded requests have a price, as Gemini 2 does. */
export const WEB_SEARCHES = ["webSearchesLow", "webSearchesMedium", "webSearchesHigh"] as const;

/** Built-in tools: priced apart from the model, so no regional multiplier touches them. */
const TOOL_KINDS = [
  ...WEB_SEARCHES,
  "groundedRequests",
  "mapsQueries",
  "fileSearchCalls",
  "fileSearchGbDays",
  "vectorStoreGbDays",
  "codeInterpreterSessions",
  "computerUseInputTokens",
  "computerUseOutputTokens",
] as const;

export const UNIT_KINDS = [
  "inputImages",
  "outputImages",
  "inputPixels",
  "outputPixels",
  "inputCharacters",
  "outputCharacters",
  "inputSeconds",
  "outputSeconds",
  "outputSeconds480p",
  "outputSeconds720p",
  "outputSeconds768p",
  "outputSeconds1080p",
  "outputSeconds2k",
  "outputSeconds4k",
  "inputAudioSeconds",
  "inputVideoSeconds",
  "outputVideoSeconds",
  "queries",
  "pages",
  "annotationPages",
  "batchPages",
  "batchAnnotationPages",
  "credits",
  ...TOOL_KINDS,
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** `webSearchesLow` is "Web searches low". */
export const unitLabel = (kind: UnitKind): string =>
  (kind.charAt(0).toUpperCase() + kind.slice(1))
    .replaceAll(/(?<=[a-z])(?=[A-Z\d])/g, " ")
    .replaceAll(/ [A-Z]/g, (part) => part.toLowerCase());

/** One of them, inside a sentence: `outputImages` is "output image", `queries` is "query". */
export const oneUnit = (kind: UnitKind): string =>
  unitLabel(kind)
    .toLowerCase()
    .replace(/(?<=ch)es\b|ies\b|(?<!map)s\b/, (ending) => (ending === "ies" ? "y" : ""));

export const TOOL_UNITS: ReadonlySet<UnitKind> = new Set(TOOL_KINDS);

/** Other measures of what tokens carry: pictures, sound and text that went in or came out. */
export const MEASURES_OF_TOKENS: ReadonlySet<UnitKind> = new Set(
  UNIT_KINDS.filter((kind) => kind.startsWith("input") || kind.startsWith("output")),
);

/** Without a price of its own a kind is charged as the wider one: a resolution as any second, a page of a batch as any page. */
export const WIDER_UNIT: Readonly<Partial<Record<UnitKind, UnitKind>>> = {
  outputSeconds480p: "outputSeconds",
  outputSeconds720p: "outputSeconds",
  outputSeconds768p: "outputSeconds",
  outputSeconds1080p: "outputSeconds",
  outputSeconds2k: "outputSeconds",
  outputSeconds4k: "outputSeconds",
  batchPages: "pages",
  batchAnnotationPages: "annotationPages",
};

/** The same thing, which a price can name by its other side: a recording has one length, and dall-e's picture is priced as input. */
export const SAME_UNIT: Readonly<Partial<Record<UnitKind, UnitKind>>> = {
  inputSeconds: "outputSeconds",
  outputSeconds: "outputVideoSeconds",
  outputImages: "inputImages",
  outputPixels: "inputPixels",
};

/** What a unit is when it comes in a batch. */
export const BATCH_UNIT: Readonly<Partial<Record<UnitKind, UnitKind>>> = {
  pages: "batchPages",
  annotationPages: "batchAnnotationPages",
};
