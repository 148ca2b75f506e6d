/**
 * The kinds of token a price can name, and the usage count each one is charged for.
 *
 * Units   counts are tokens; every kind is disjoint from the others of its side.
 * Source  pricing.md section 4; the kinds below `imageOutput` exist in LiteLLM's catalogue.
 */
export const TOKEN_KINDS = [
  "input",
  "output",
  "cacheRead",
  "cacheWrite",
  "cacheWrite1h",
  "reasoning",
  "audioInput",
  "audioOutput",
  "imageInput",
  "imageOutput",
  "videoInput",
  "videoOutput",
  "cacheReadAudio",
  "citation",
] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** The kinds `model_pricing` stores in columns of their own. */
export const COLUMN_KINDS = [
  "input",
  "output",
  "cacheRead",
  "cacheWrite",
  "cacheWrite1h",
  "reasoning",
  "audioInput",
  "audioOutput",
  "imageInput",
  "imageOutput",
] as const satisfies readonly TokenKind[];
export type ColumnKind = (typeof COLUMN_KINDS)[number];

/** Parts of prompt_tokens / completion_tokens; what is left of the whole is `input` / `output`. */
export const INPUT_PARTS = [
  "cacheRead",
  "cacheWrite",
  "cacheWrite1h",
  "audioInput",
  "imageInput",
  "videoInput",
  "cacheReadAudio",
] as const satisfies readonly TokenKind[];

export const OUTPUT_PARTS = [
  "reasoning",
  "audioOutput",
  "imageOutput",
  "videoOutput",
] as const satisfies readonly TokenKind[];

/** The usage field that counts each kind. `citation` stands outside prompt and completion. */
export const COUNT_FIELD = {
  input: "promptTokens",
  output: "completionTokens",
  cacheRead: "cacheReadTokens",
  cacheWrite: "cacheWriteTokens",
  cacheWrite1h: "cacheWrite1hTokens",
  reasoning: "reasoningTokens",
  audioInput: "audioInputTokens",
  audioOutput: "audioOutputTokens",
  imageInput: "imageInputTokens",
  imageOutput: "imageOutputTokens",
  videoInput: "videoInputTokens",
  videoOutput: "videoOutputTokens",
  cacheReadAudio: "cacheReadAudioTokens",
  citation: "citationTokens",
} as const satisfies Record<TokenKind, string>;
export type CountField = (typeof COUNT_FIELD)[TokenKind];
