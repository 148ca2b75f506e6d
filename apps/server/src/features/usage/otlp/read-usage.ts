/**
 * The token counts of a span, read like LiteLLM's: every token in one kind, the wholes with their parts.
 * Units   whole tokens; a count that is not told is absent, never 0.
 * Source  the GenAI conventions count the cache inside the input; LiteLLM's spans tell the details in a Python literal only,
 *         Vercel's those of Anthropic's cache in the provider's own JSON only. OpenLLMetry's of Bedrock (0.62.4) count the cache
 *         beside the input, and their total is a sum of their own without it; OpenLIT's of Anthropic and Bedrock (1.45.0) do, too.
 */
import type { TokenSource } from "@ratecard/contract";
import { type Fields, fieldsOf, type ReadCounts, readCounts } from "@ratecard/usage";
import { withCompactions } from "./compactions";
import { COUNTS, IS_STREAM, LITELLM_USAGE, VERCEL_PROVIDER_DATA } from "./attribute-names";
import { readPythonLiteral } from "./python-literal";
import { type Attributes, firstNumber, firstText, jsonIn, type Span } from "./span";
import { usageInJson } from "./usage-in-json";

export function readUsage({ attributes, scope }: Pick<Span, "attributes" | "scope">, isEmbedding: boolean): ReadCounts {
  const ofLitellm = litellmUsage(attributes);
  const usage = ofLitellm ?? usageInJson(attributes) ?? usageOf(attributes, isEmbedding, CACHE_BESIDE.has(scope));
  const counts = withCompactions(readCounts({}, isEmbedding ? asEmbedding(usage) : usage), attributes);
  const isEstimated = ofLitellm
    ? isCountedByLitellm(attributes, ofLitellm)
    : scope === OPENLIT_OPENAI && !isEmbedding && counts.cacheReadTokens === undefined;
  return counts.tokenSource === "actual" && isEstimated
    ? { ...counts, tokenSource: "estimated" satisfies TokenSource }
    : counts;
}

/** An embedding has no other tokens than its input's. */
const asEmbedding = (usage: Fields): Fields =>
  usage.prompt_tokens === undefined ? usage : { ...usage, completion_tokens: usage.completion_tokens ?? 0 };

/** The object that tells the conditions of a price as well, where there is one. */
export const usageObject = (attributes: Attributes): Fields =>
  litellmUsage(attributes) ?? usageInJson(attributes) ?? {};

function litellmUsage(attributes: Attributes): Fields | undefined {
  const literal = attributes.get(LITELLM_USAGE);
  const usage = typeof literal === "string" ? fieldsOf(readPythonLiteral(literal)) : undefined;
  return usage && Object.keys(usage).length > 0 ? usage : undefined;
}

/** Where a stream ended without usage, LiteLLM counts by itself: then nothing is told about the prompt's parts. */
const isCountedByLitellm = (attributes: Attributes, usage: Fields): boolean =>
  firstText(attributes, IS_STREAM) === "True" && (usage.prompt_tokens_details ?? null) === null;

const CACHE_BESIDE = new Set([
  "opentelemetry.instrumentation.bedrock",
  "openlit.instrumentation.bedrock",
  "openlit.instrumentation.anthropic",
]);

/** Tells the cache, be it 0, wherever it was told of usage; a stream without usage it counts by itself, two letters a token. */
const OPENLIT_OPENAI = "openlit.instrumentation.openai";

function usageOf(attributes: Attributes, isEmbedding: boolean, isCacheBeside: boolean): Fields {
  const count = (kind: keyof typeof COUNTS) => firstNumber(attributes, COUNTS[kind]);
  const ofAnthropic = anthropicCache(attributes);
  const beside = isCacheBeside ? (count("cacheRead") ?? 0) + (count("cacheWrite") ?? 0) : 0;
  const input = count("prompt") ?? (isEmbedding ? count("total") : undefined);
  return {
    prompt_tokens: input === undefined ? undefined : input + beside,
    completion_tokens: count("completion"),
    total_tokens: isCacheBeside ? undefined : count("total"),
    prompt_tokens_details: {
      cached_tokens: count("cacheRead"),
      cached_tokens_details: {
        text_tokens: count("cachedText"),
        audio_tokens: count("cachedAudio"),
        image_tokens: count("cachedImage"),
      },
      cache_creation_tokens: count("cacheWrite"),
      text_tokens: count("textInput"),
      audio_tokens: count("audioInput"),
      image_tokens: count("imageInput"),
      cache_creation_token_details: {
        ephemeral_5m_input_tokens: count("cacheWrite5m") ?? ofAnthropic.ephemeral_5m_input_tokens,
        ephemeral_1h_input_tokens: count("cacheWrite1h") ?? ofAnthropic.ephemeral_1h_input_tokens,
      },
    },
    completion_tokens_details: {
      reasoning_tokens: count("reasoning"),
      audio_tokens: count("audioOutput"),
      image_tokens: count("imageOutput"),
    },
  };
}

function anthropicCache(attributes: Attributes): Fields {
  const data = fieldsOf(jsonIn(attributes, VERCEL_PROVIDER_DATA));
  return fieldsOf(fieldsOf(fieldsOf(data?.anthropic)?.usage)?.cache_creation) ?? {};
}
