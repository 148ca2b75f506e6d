/**
 * Token counts of LiteLLM's payload, in Ratecard's words: every token in one kind, the wholes with their parts.
 * Units   whole tokens; a count that is not told is absent, never 0. What is no number is left to the check.
 * Source  `metadata.usage_object` is the provider's usage as LiteLLM normalised it; the payload's own three counts are the
 *         fallback where they are not all 0.
 */
import type { LitellmPayloadField, TokenSource } from "@ratecard/contract";
import { COUNT_FIELDS, type CountField } from "@ratecard/pricing";
import { type Fields, numberOf, objectsOf } from "../read-loosely";
import { inputParts, inputWhole } from "./input-parts";
import { isImageCall } from "./kind-of-call";
import { COMPLETION_DETAILS, PROMPT_DETAILS, statedCounts, type StatedCounts } from "./stated-counts";

export type ReadCounts = Readonly<Partial<Record<CountField, unknown>>> &
  Readonly<{ tokenSource: TokenSource; assumedCounts?: readonly CountField[] }>;

type Counts = Partial<Record<CountField, number | undefined>>;

export function readCounts(payload: Fields<LitellmPayloadField>, usage: Fields): ReadCounts {
  const unreadable = unreadableCounts(usage);
  if (unreadable) return { ...unreadable, tokenSource: "actual" };
  const reported = withOwnCounts(payload, usage);
  if (isNothingTold(reported)) return { tokenSource: "unknown" };
  const stated = statedCounts(reported);
  const input = inputWhole(stated);
  const writes = (input.cacheWriteTokens ?? 0) + (input.cacheWrite1hTokens ?? 0);
  const parts = inputParts(input.prompt, stated.input, writes);
  const output = outputParts(stated, isImageCall(payload.call_type));
  const own: Counts = {
    promptTokens: input.prompt,
    cacheWriteTokens: input.cacheWriteTokens,
    cacheWrite1hTokens: input.cacheWrite1hTokens,
    citationTokens: stated.citations,
  };
  const counts: Counts = Object.assign(own, parts.parts, output.counts);
  const assumed = [...new Set([...input.assumed, ...parts.assumed, ...output.assumed])].sort();
  const isCounted = COUNT_FIELDS.some((field) => counts[field] !== undefined);
  const source = { tokenSource: isCounted ? sourceOf(payload) : ("unknown" as const) };
  return Object.assign(counts, source, assumed.length > 0 && { assumedCounts: assumed });
}

/** LiteLLM fills in zeros where the provider told nothing: no request has neither a prompt nor an answer. */
const isNothingTold = (usage: Fields): boolean =>
  [usage.prompt_tokens, usage.input_tokens, usage.completion_tokens, usage.output_tokens, usage.total_tokens].every(
    (count) => isAbsent(count) || count === 0,
  );

/** Of a call that broke off LiteLLM counts the tokens itself: no provider has told them. */
const sourceOf = ({ status, error_information }: Fields<LitellmPayloadField>): TokenSource =>
  status === "failure" || isClientGone(error_information) ? "estimated" : "actual";

const isClientGone = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "error_code" in error && CLIENT_GONE.has(error.error_code);

const CLIENT_GONE: ReadonlySet<unknown> = new Set([499, "499"]);

function withOwnCounts(payload: Fields<LitellmPayloadField>, usage: Fields): Fields {
  const { prompt_tokens, completion_tokens, total_tokens } = payload;
  const isCounted = [prompt_tokens, completion_tokens, total_tokens].some((count) => (numberOf(count) ?? 0) > 0);
  if (!isCounted) return usage;
  return {
    ...usage,
    ...(isAbsent(usage.prompt_tokens) && isAbsent(usage.input_tokens) && { prompt_tokens }),
    ...(isAbsent(usage.completion_tokens) && isAbsent(usage.output_tokens) && { completion_tokens }),
    ...(isAbsent(usage.total_tokens) && isAbsent(usage.input_tokens) && { total_tokens }),
  };
}

const isAbsent = (value: unknown): boolean => value === null || value === undefined;

/** "12" or {}: refused by the check under the name it has here. */
function unreadableCounts(usage: Fields): Partial<Record<CountField, unknown>> | undefined {
  const prompt = usage.prompt_tokens ?? usage.input_tokens;
  const completion = usage.completion_tokens ?? usage.output_tokens;
  if (isNumberOrAbsent(prompt) && isNumberOrAbsent(completion)) return undefined;
  return { promptTokens: prompt, completionTokens: completion };
}

const isNumberOrAbsent = (value: unknown): boolean => isAbsent(value) || typeof value === "number";

type OutputCounts = Readonly<Partial<Record<CountField, number | undefined>>>;
type OutputParts = Readonly<{ counts: OutputCounts; assumed: readonly CountField[] }>;

/**
 * The whole completion, reasoning included, and its parts.
 * Units   whole tokens. `assumed` are the counts that another reading would make different.
 * Source  reasoning is inside the completion, except where xAI, Perplexity's deep research and some gateways count it
 *         beside: the total tells. An answer that is an image consists of image tokens.
 */
function outputParts(stated: StatedCounts, isImageCall: boolean): OutputParts {
  const { output } = stated;
  const { completion, assumed } = completionOf(stated);
  const isUntold = [output.text, output.image, output.audio, output.video].every((count) => count === undefined);
  const image = isImageCall && isUntold ? completion : output.image;
  return {
    counts: {
      completionTokens: completion,
      reasoningTokens: output.reasoning,
      audioOutputTokens: output.audio,
      imageOutputTokens: image,
      videoOutputTokens: output.video,
    },
    assumed,
  };
}

type Completion = Readonly<{ completion: number | undefined; assumed: readonly CountField[] }>;

function completionOf({ prompt, completion, total, output }: StatedCounts): Completion {
  const reasoning = output.reasoning ?? 0;
  if (completion === undefined) {
    const rest = total !== undefined && prompt !== undefined && total >= prompt ? total - prompt : undefined;
    return { completion: rest, assumed: [] };
  }
  if (reasoning === 0) return { completion, assumed: [] };
  const together = completion + reasoning;
  if (total !== undefined && total === (prompt ?? 0) + together) return { completion: together, assumed: [] };
  if (reasoning > completion) return { completion: together, assumed: ["completionTokens"] };
  const isInside = total === undefined || total === (prompt ?? 0) + completion;
  return { completion, assumed: isInside ? [] : ["reasoningTokens"] };
}

const MOST = 20;
const DEEPEST = 3;
const LONGEST = 120;

/** Read, or said again by what is read. The results of fetched pages are tokens of the prompt, and nothing else is charged. */
const OF_A_USAGE = `prompt_tokens completion_tokens input_tokens output_tokens total_tokens reasoning_tokens cached_tokens
  cache_read_input_tokens cache_creation_input_tokens prompt_cache_hit_tokens prompt_cache_miss_tokens citation_tokens
  cache_creation.ephemeral_5m_input_tokens cache_creation.ephemeral_1h_input_tokens
  num_search_queries seconds duration_seconds output_image_count
  billed_units.search_units billed_units.input_tokens billed_units.output_tokens
  server_tool_use.web_search_requests server_tool_use.web_fetch_requests server_tool_use.tool_search_requests
  server_side_tool_usage_details.web_search_calls tool_usage.web_search.num_requests`;
const OF_A_PROMPT = `text_tokens audio_tokens image_tokens video_tokens cached_tokens tool_use_tokens initial_prompt_tokens
  cached_tokens_details.text_tokens cached_tokens_details.audio_tokens
  cached_tokens_details.image_tokens cached_tokens_details.video_tokens
  cache_creation_tokens cache_write_tokens
  cache_creation_token_details.ephemeral_5m_input_tokens cache_creation_token_details.ephemeral_1h_input_tokens
  web_search_requests google_maps_grounding_requests query_count
  character_count image_count video_length_seconds audio_length_seconds`;
/** Predicted tokens, accepted or not, are inside the completion and charged as output. */
const OF_A_COMPLETION = `text_tokens audio_tokens image_tokens video_tokens reasoning_tokens
  accepted_prediction_tokens rejected_prediction_tokens`;

const wordsOf = (text: string): readonly string[] => text.split(/\s+/);

const KNOWN: ReadonlySet<string> = new Set([
  ...wordsOf(OF_A_USAGE),
  ...PROMPT_DETAILS.flatMap((details) => wordsOf(OF_A_PROMPT).map((name) => `${details}.${name}`)),
  ...COMPLETION_DETAILS.flatMap((details) => wordsOf(OF_A_COMPLETION).map((name) => `${details}.${name}`)),
]);

/** What something cost, or how long it took, is not what was used. */
const NOT_USED = /cost|price|ticks|latency|(^|[._])time|_ms$|per_second/;

/**
 * Names of what a provider reports as used and no count or unit of ours holds, so that nothing is left out silently.
 * Units   names only, as `server_tool_use.browser_open_requests`; the first 20.
 */
export function otherUsage(usage: Fields, output: readonly Fields[]): readonly string[] | undefined {
  const names = new Set<string>();
  collect(usage, "", names);
  // Another model makes the image, at its own price.
  if (output.some(({ type }) => type === "image_generation_call")) names.add("output.image_generation_call");
  return names.size === 0 ? undefined : [...names].slice(0, MOST);
}

function collect(fields: Fields, path: string, names: Set<string>, depth = 1): void {
  for (const [name, value] of Object.entries(fields)) {
    const at = `${path}${name}`;
    if (NOT_USED.test(name) || names.size >= MOST) continue;
    if (typeof value === "number" && value !== 0 && !KNOWN.has(at)) names.add(at.slice(0, LONGEST));
    if (depth >= DEEPEST) continue;
    for (const part of partsOf(name, value)) collect(part, `${at}.`, names, depth + 1);
  }
}

/** One iteration is the request itself; of more, only the last is in the counts above them. */
const partsOf = (name: string, value: unknown): readonly Fields[] =>
  name === "iterations" && Array.isArray(value) && value.length < 2 ? [] : objectsOf(value);
