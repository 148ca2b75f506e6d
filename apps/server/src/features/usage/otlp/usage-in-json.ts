/**
 * What was counted, where an emitter keeps it as one object: in the provider's names, which LiteLLM's reader knows.
 * Units   whole tokens; a count that is not told is absent.
 * Source  Logfire 5.4 keeps the provider's own object. LangSmith 0.15 has LangChain's: parts inside the whole, named after a tier
 *         (`flex_cache_read`) where there was one. Langfuse 5.0 has OpenAI's object, or names of its own, in which `input` and
 *         `output` are what is left beside their parts.
 */
import { type Fields, fieldsOf, numberOf } from "@ratecard/usage";
import { LANGFUSE_USAGE, LANGSMITH_USAGE, LOGFIRE_USAGE } from "./attribute-names";
import { type Attributes, jsonIn } from "./span";

export function usageInJson(attributes: Attributes): Fields | undefined {
  const ofProvider = fieldsOf(jsonIn(attributes, LOGFIRE_USAGE));
  if (ofProvider) return ofProvider;
  const ofLangchain = fieldsOf(jsonIn(attributes, LANGSMITH_USAGE));
  if (ofLangchain) return fromLangchain(ofLangchain);
  const ofLangfuse = fieldsOf(jsonIn(attributes, LANGFUSE_USAGE));
  return ofLangfuse && (isWithWholes(ofLangfuse) ? ofLangfuse : fromLangfuse(ofLangfuse));
}

const isWithWholes = ({ prompt_tokens, input_tokens }: Fields): boolean =>
  prompt_tokens !== undefined || input_tokens !== undefined;

const TIERS = ["priority", "flex"] as const;

function fromLangchain(usage: Fields): Fields {
  const [input, output] = [fieldsOf(usage.input_token_details) ?? {}, fieldsOf(usage.output_token_details) ?? {}];
  const tier = TIERS.find((name) => input[name] !== undefined || output[name] !== undefined);
  const part = (details: Fields, name: string) => details[name] ?? (tier && details[`${tier}_${name}`]);
  return {
    service_tier: tier,
    prompt_tokens: usage.input_tokens,
    completion_tokens: usage.output_tokens,
    total_tokens: usage.total_tokens,
    prompt_tokens_details: {
      cached_tokens: part(input, "cache_read"),
      cache_creation_tokens: part(input, "cache_creation"),
      cache_creation_token_details: {
        ephemeral_5m_input_tokens: input.ephemeral_5m_input_tokens,
        ephemeral_1h_input_tokens: input.ephemeral_1h_input_tokens,
      },
      audio_tokens: input.audio,
    },
    completion_tokens_details: { reasoning_tokens: part(output, "reasoning"), audio_tokens: output.audio },
  };
}

function fromLangfuse(usage: Fields): Fields {
  const count = (...names: string[]) => names.map((name) => numberOf(usage[name])).find((told) => told !== undefined);
  const cached = count("input_cache_read", "cache_read_input_tokens", "input_cached_tokens");
  const writes = count("input_cache_creation", "cache_creation_input_tokens");
  const [writes5m, writes1h] = WRITES_BY_AGE.map((name) => count(name, `cache_creation_${name}`, `input_${name}`));
  const audioInput = count("input_audio", "input_audio_tokens");
  const audioOutput = count("output_audio", "output_audio_tokens");
  const reasoning = count("output_reasoning", "output_reasoning_tokens");
  const [input, output, total] = [count("input"), count("output"), count("total")];
  // The ages of what was written stand beside their sum.
  const ofInput = sum(cached, writes ?? sum(writes5m, writes1h), audioInput);
  const ofOutput = sum(audioOutput, reasoning);
  const isInside = total !== undefined && total === sum(input, output);
  return {
    prompt_tokens: input === undefined || isInside ? input : input + ofInput,
    completion_tokens: output === undefined || isInside ? output : output + ofOutput,
    total_tokens: total,
    prompt_tokens_details: {
      cached_tokens: cached,
      cache_creation_tokens: writes,
      cache_creation_token_details: { ephemeral_5m_input_tokens: writes5m, ephemeral_1h_input_tokens: writes1h },
      audio_tokens: audioInput,
    },
    completion_tokens_details: { reasoning_tokens: reasoning, audio_tokens: audioOutput },
  };
}

const WRITES_BY_AGE = ["ephemeral_5m_input_tokens", "ephemeral_1h_input_tokens"] as const;

const sum = (...counts: readonly (number | undefined)[]): number =>
  counts.reduce<number>((all, count) => all + (count ?? 0), 0);
