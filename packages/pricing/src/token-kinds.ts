/**
 * The kinds of token a price can name: the one table that columns, counts, rates, forms and words are made from.
 * Units   counts are tokens; every kind is disjoint from the others of its side, `input` and `output` are what is left
 *         of the prompt and the completion after their parts. `citation` stands beside both.
 * Source  LiteLLM's catalogue and its cost calculator. A new kind is a row here, a migration that calls
 *         add_token_rate and add_token_count, and its fields in schema.prisma; a test compares all three.
 */
import type { UnitKind } from "./unit-kinds";

const TABLE = [
  // kind, count field, side, column, fallback, label, unit
  ["input", "promptTokens", "input", "input", null, "Input", "inputCharacters"],
  // A model that answers with images only has no rate for text.
  ["output", "completionTokens", "output", "output", "imageOutput", "Output", "outputCharacters"],
  ["cacheRead", "cacheReadTokens", "input", "cache_read", "input", "Cache read", null],
  ["cacheWrite", "cacheWriteTokens", "input", "cache_write", "input", "Cache write", null],
  ["cacheWrite1h", "cacheWrite1hTokens", "input", "cache_write_1h", "cacheWrite", "Cache write 1 h", null],
  ["reasoning", "reasoningTokens", "output", "reasoning", "output", "Reasoning", null],
  ["audioInput", "audioInputTokens", "input", "audio_input", "input", "Audio in", "inputAudioSeconds"],
  ["audioOutput", "audioOutputTokens", "output", "audio_output", "output", "Audio out", null],
  ["imageInput", "imageInputTokens", "input", "image_input", "input", "Image in", "inputImages"],
  ["imageOutput", "imageOutputTokens", "output", "image_output", "output", "Image out", null],
  ["videoInput", "videoInputTokens", "input", "video_input", "input", "Video in", "inputVideoSeconds"],
  ["videoOutput", "videoOutputTokens", "output", "video_output", "output", "Video out", null],
  ["cacheReadAudio", "cacheReadAudioTokens", "input", "cache_read_audio", "cacheRead", "Cached audio", null],
  ["cacheReadImage", "cacheReadImageTokens", "input", "cache_read_image", "cacheRead", "Cached image", null],
  ["citation", "citationTokens", "beside", "citation", null, "Citations", null],
] as const;

type Row = (typeof TABLE)[number];
export type TokenKind = Row[0];
export type CountField = Row[1];
export type RateColumn = `price_per_1k_${Row[3]}_tokens`;

export type TokenKindRow = Readonly<{
  kind: TokenKind;
  /** Where an event counts it. The whole of a side counts its parts as well. */
  countField: CountField;
  side: "input" | "output" | "beside";
  /** As in `model_pricing.price_per_1k_<column>_tokens`. */
  column: Row[3];
  /** Whose rate is charged where this kind has none; null: it is not charged. */
  fallback: TokenKind | null;
  /** On screens and in the terminal. */
  label: string;
  /** Where this unit is counted and priced, it is charged in place of these tokens. */
  unit: UnitKind | null;
}>;

export const TOKEN_KIND_ROWS: readonly TokenKindRow[] = TABLE.map(
  ([kind, countField, side, column, fallback, label, unit]) => ({
    kind,
    countField,
    side,
    column,
    fallback,
    label,
    unit,
  }),
);
export const TOKEN_KINDS: readonly TokenKind[] = TOKEN_KIND_ROWS.map(({ kind }) => kind);
/** What an event counts: the two wholes, then their parts, in the order of the table. */
export const COUNT_FIELDS: readonly CountField[] = TOKEN_KIND_ROWS.map(({ countField }) => countField);

/** Something for each kind. */
export function byKind<T>(of: (row: TokenKindRow) => T): Readonly<Record<TokenKind, T>> {
  // Sums of a year call this for each of its rows; a list of pairs would be most of the work.
  const answers: Partial<Record<TokenKind, T>> = {};
  for (const row of TOKEN_KIND_ROWS) answers[row.kind] = of(row);
  return answers as Record<TokenKind, T>;
}
/** Something for each count. */
export const byCount = <T>(of: (row: TokenKindRow) => T): Readonly<Record<CountField, T>> =>
  Object.fromEntries(TOKEN_KIND_ROWS.map((row) => [row.countField, of(row)])) as Record<CountField, T>;

/** A rate in JSON, USD per 1,000,000 tokens: `cacheReadPer1M`. */
export type RateField = `${TokenKind}Per1M`;
export const RATE_FIELD = byKind(({ kind }): RateField => `${kind}Per1M`);
export const RATE_FIELDS: readonly RateField[] = TOKEN_KINDS.map((kind) => RATE_FIELD[kind]);

export const COUNT_FIELD = byKind(({ countField }) => countField);
export const KIND_LABEL = byKind(({ label }) => label);
/** The column of a rate: `price_per_1k_cache_write_1h_tokens`, USD per 1,000 tokens. */
export const RATE_COLUMN = byKind(({ column }): RateColumn => `price_per_1k_${column}_tokens`);
/** The column of a count: `cacheWrite1hTokens` is kept as `cache_write_1h_tokens`. */
export const COUNT_COLUMN = byKind(({ countField }) =>
  countField.replaceAll(/[A-Z]|1h/g, (part) => `_${part.toLowerCase()}`),
);

/** `input` and `output` are the wholes. */
const partsOf = (side: "input" | "output"): readonly TokenKind[] =>
  TOKEN_KIND_ROWS.filter((row) => row.side === side && row.kind !== side).map(({ kind }) => kind);
/** Parts of prompt_tokens and of completion_tokens. */
export const INPUT_PARTS = partsOf("input");
export const OUTPUT_PARTS = partsOf("output");

/** Where a rate is looked for: the kind itself, then what it falls back to, and so on. */
export const RATE_CHAIN = byKind(({ kind }): readonly TokenKind[] => {
  const chain: TokenKind[] = [];
  for (let next: TokenKind | null = kind; next !== null && !chain.includes(next); next = fallbackOf(next))
    chain.push(next);
  return chain;
});

function fallbackOf(kind: TokenKind): TokenKind | null {
  return TOKEN_KIND_ROWS.find((row) => row.kind === kind)?.fallback ?? null;
}
