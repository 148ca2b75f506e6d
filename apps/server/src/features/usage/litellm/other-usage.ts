/**
 * Names of what a provider reports as used and no count or unit of ours holds, so that nothing is left out silently.
 * Units   names only, as `server_tool_use.browser_open_requests`; the first 20.
 */
import { type Fields, objectsOf } from "../read-loosely";
import { COMPLETION_DETAILS, PROMPT_DETAILS } from "./stated-counts";

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
