/**
 * What a usage object states, under one set of names, before anything is made of it.
 * Units   whole tokens; undefined was not stated. `input.text` can be negative: LiteLLM subtracts where it knows too little.
 * Source  OpenAI's chat, Responses and realtime names, Anthropic's, DeepSeek's and Perplexity's, as LiteLLM passes them on.
 */
import { type Fields, fieldsOf, numberOf } from "../read-loosely";

export type Modalities = Readonly<{
  text: number | undefined;
  audio: number | undefined;
  image: number | undefined;
  video: number | undefined;
}>;

export type StatedInput = Modalities &
  Readonly<{
    cached: number | undefined;
    /** Of what the cached tokens were; LiteLLM 1.108 and OpenAI's audio models tell it. */
    cachedOf: Modalities;
    writes: number | undefined;
    writes5m: number | undefined;
    writes1h: number | undefined;
  }>;

export type StatedOutput = Modalities & Readonly<{ reasoning: number | undefined }>;

export type StatedCounts = Readonly<{
  prompt: number | undefined;
  completion: number | undefined;
  total: number | undefined;
  /** Anthropic's own object: its input stands beside what was read from and written to the cache. */
  isAnthropic: boolean;
  input: StatedInput;
  output: StatedOutput;
  citations: number | undefined;
}>;

export const PROMPT_DETAILS = ["prompt_tokens_details", "input_tokens_details", "input_token_details"] as const;
export const COMPLETION_DETAILS = [
  "completion_tokens_details",
  "output_tokens_details",
  "output_token_details",
] as const;

export function statedCounts(usage: Fields): StatedCounts {
  const promptDetails = promptDetailsOf(usage);
  const details = promptDetails ?? {};
  const completionDetails = detailsOf(usage, COMPLETION_DETAILS) ?? {};
  const cached = largest(
    details.cached_tokens,
    usage.cache_read_input_tokens,
    usage.prompt_cache_hit_tokens,
    usage.cached_tokens,
  );
  const writes = largest(usage.cache_creation_input_tokens, details.cache_creation_tokens, details.cache_write_tokens);
  const byAge = fieldsOf(details.cache_creation_token_details) ?? fieldsOf(usage.cache_creation) ?? {};
  return {
    prompt: numberOf(usage.prompt_tokens) ?? numberOf(usage.input_tokens),
    completion: numberOf(usage.completion_tokens) ?? numberOf(usage.output_tokens),
    total: numberOf(usage.total_tokens),
    isAnthropic: isAnthropic(usage, promptDetails),
    input: withModalities(details, {
      cached,
      cachedOf: modalitiesOf(fieldsOf(details.cached_tokens_details) ?? {}),
      writes,
      writes5m: numberOf(byAge.ephemeral_5m_input_tokens),
      writes1h: numberOf(byAge.ephemeral_1h_input_tokens),
    }),
    output: withModalities(completionDetails, {
      reasoning: largest(completionDetails.reasoning_tokens, usage.reasoning_tokens),
    }),
    citations: numberOf(usage.citation_tokens),
  };
}

const modalitiesOf = (details: Fields): Modalities => ({
  text: numberOf(details.text_tokens),
  audio: numberOf(details.audio_tokens),
  image: numberOf(details.image_tokens),
  video: numberOf(details.video_tokens),
});

/** Not a spread, which costs several times as much for every payload. */
const withModalities = <T extends object>(details: Fields, other: T): Modalities & T =>
  Object.assign(modalitiesOf(details), other);

export const promptDetailsOf = (usage: Fields): Fields | undefined => detailsOf(usage, PROMPT_DETAILS);

function detailsOf(usage: Fields, names: readonly string[]): Fields | undefined {
  for (const name of names) {
    const details = fieldsOf(usage[name]);
    if (details) return details;
  }
  return undefined;
}

/** Names of one count: a 0 beside a number was only never filled in. */
function largest(...values: readonly unknown[]): number | undefined {
  let most: number | undefined;
  for (const value of values) {
    const count = numberOf(value);
    if (count !== undefined && (most === undefined || count > most)) most = count;
  }
  return most;
}

const isAnthropic = (usage: Fields, details: Fields | undefined): boolean =>
  numberOf(usage.prompt_tokens) === undefined &&
  numberOf(usage.input_tokens) !== undefined &&
  details === undefined &&
  [usage.cache_read_input_tokens, usage.cache_creation_input_tokens, usage.cache_creation].some(
    (field) => field !== null && field !== undefined,
  );
