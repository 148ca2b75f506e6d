/**
 * What each field of LiteLLM's catalogue prices.
 * Units   token fields: USD per token. Unit fields: USD per unit, after dividing by `per`.
 * Source  LiteLLM's model_prices_and_context_window.json and its cost calculator.
 */
import type { ServiceTier, TokenKind, UnitKind } from "@ratecard/pricing";

/** LiteLLM's name of the rate of each kind of token, USD per token. */
export const TOKEN_FIELDS: ReadonlyMap<string, TokenKind> = new Map([
  ["input_cost_per_token", "input"],
  ["output_cost_per_token", "output"],
  ["cache_read_input_token_cost", "cacheRead"],
  ["cache_creation_input_token_cost", "cacheWrite"],
  ["cache_creation_input_token_cost_above_1hr", "cacheWrite1h"],
  ["output_cost_per_reasoning_token", "reasoning"],
  ["input_cost_per_audio_token", "audioInput"],
  ["output_cost_per_audio_token", "audioOutput"],
  ["input_cost_per_image_token", "imageInput"],
  ["output_cost_per_image_token", "imageOutput"],
  ["input_cost_per_video_token", "videoInput"],
  ["output_cost_per_video_token", "videoOutput"],
  ["cache_read_input_audio_token_cost", "cacheReadAudio"],
  ["cache_read_input_image_token_cost", "cacheReadImage"],
  ["citation_cost_per_token", "citation"],
]);

/** DeepSeek's older name of the cache-read price; used where the current one is missing. */
export const CACHE_HIT_FIELD = "input_cost_per_token_cache_hit";
/** Of the time an answer took; where it stands, it alone is charged for seconds. */
export const WALL_CLOCK_FIELD = "cost_per_second";
export const PER_REQUEST_FIELD = "input_cost_per_request";

export type UnitField = Readonly<{ kind: UnitKind; per: bigint }>;

export const UNIT_FIELDS: ReadonlyMap<string, UnitField> = new Map([
  ["input_cost_per_image", unit("inputImages")],
  ["output_cost_per_image", unit("outputImages")],
  ["input_cost_per_pixel", unit("inputPixels")],
  ["output_cost_per_pixel", unit("outputPixels")],
  ["input_cost_per_character", unit("inputCharacters")],
  ["output_cost_per_character", unit("outputCharacters")],
  ["input_cost_per_second", unit("inputSeconds")],
  ["output_cost_per_second", unit("outputSeconds")],
  ["output_cost_per_second_480p", unit("outputSeconds480p")],
  ["output_cost_per_second_720p", unit("outputSeconds720p")],
  ["output_cost_per_second_768p", unit("outputSeconds768p")],
  ["output_cost_per_second_1080p", unit("outputSeconds1080p")],
  ["output_cost_per_second_2k", unit("outputSeconds2k")],
  ["output_cost_per_second_4k", unit("outputSeconds4k")],
  ["input_cost_per_audio_per_second", unit("inputAudioSeconds")],
  ["input_cost_per_video_per_second", unit("inputVideoSeconds")],
  ["output_cost_per_video_per_second", unit("outputVideoSeconds")],
  ["input_cost_per_query", unit("queries")],
  ["ocr_cost_per_page", unit("pages")],
  ["annotation_cost_per_page", unit("annotationPages")],
  ["ocr_cost_per_page_batches", unit("batchPages")],
  ["annotation_cost_per_page_batches", unit("batchAnnotationPages")],
  ["google_maps_grounding_cost_per_query", unit("mapsQueries")],
  ["ocr_cost_per_credit", unit("credits")],
  ["code_interpreter_cost_per_session", unit("codeInterpreterSessions")],
  ["file_search_cost_per_1k_calls", unit("fileSearchCalls", 1000n)],
  ["file_search_cost_per_gb_per_day", unit("fileSearchGbDays")],
  ["vector_store_cost_per_gb_per_day", unit("vectorStoreGbDays")],
  ["computer_use_input_cost_per_1k_tokens", unit("computerUseInputTokens", 1000n)],
  ["computer_use_output_cost_per_1k_tokens", unit("computerUseOutputTokens", 1000n)],
]);

function unit(kind: UnitKind, per = 1n): UnitField {
  return { kind, per };
}

const SUFFIX_TIERS: ReadonlyMap<string, ServiceTier> = new Map([
  ["flex", "flex"],
  ["balanced", "balanced"],
  ["priority", "priority"],
  ["ultrafast", "ultrafast"],
  ["batches", "batch"],
]);

export type TokenField = Readonly<{
  kind: TokenKind;
  /** Prompt tokens that must be exceeded; undefined for the base rate. */
  aboveTokens: number | undefined;
  serviceTier: ServiceTier | undefined;
}>;

const SUFFIX = /_(flex|balanced|priority|ultrafast|batches)$/;
const THRESHOLD = /_above_(\d{1,9})(k?)_tokens$/;

/** `input_cost_per_token_above_272k_tokens_priority` taken apart; undefined for other fields. */
export function tokenField(name: string): TokenField | undefined {
  const suffix = SUFFIX.exec(name);
  const unsuffixed = suffix ? name.slice(0, suffix.index) : name;
  const threshold = THRESHOLD.exec(unsuffixed);
  const kind = TOKEN_FIELDS.get(threshold ? unsuffixed.slice(0, threshold.index) : unsuffixed);
  if (!kind) return undefined;
  const thousands = threshold?.[2] === "k" ? 1000 : 1;
  return {
    kind,
    aboveTokens: threshold ? Number.parseInt(threshold[1] ?? "0", 10) * thousands : undefined,
    serviceTier: suffix ? SUFFIX_TIERS.get(suffix[1] ?? "") : undefined,
  };
}

/** A field nobody here knows that still looks like a price is kept among the terms. */
export const looksLikePrice = (name: string): boolean => /cost|pric|multiplier/.test(name);
