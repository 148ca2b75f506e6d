/**
 * What was counted, where an emitter keeps it as one object: in the provider's names, which LiteLLM's reader knows.
 * Units   whole tokens; a count that is not told is absent.
 * Source  Logfire 5.4 keeps the provider's own object. LangSmith 0.15 has LangChain's: parts inside the whole, named after a tier
 *         (`flex_cache_read`) where there was one. Langfuse 5.0 has OpenAI's object, or names of its own.
 *         LangChain 1.8 gives each choice of an answer the whole usage, and its tracer adds them up.
 */
import { type Fields, fieldsOf, numberOf } from "@ratecard/usage";
import { COUNTS, LANGFUSE_USAGE, LANGSMITH_USAGE, LOGFIRE_USAGE } from "./attribute-names";
import { type Attributes, firstNumber, jsonIn } from "./span";

export function usageInJson(attributes: Attributes): Fields | undefined {
  const ofProvider = fieldsOf(jsonIn(attributes, LOGFIRE_USAGE));
  if (ofProvider) return ofProvider;
  const ofLangchain = fieldsOf(jsonIn(attributes, LANGSMITH_USAGE));
  if (ofLangchain) return fromLangchain(ofOneChoice(ofLangchain, attributes));
  const ofLangfuse = fieldsOf(jsonIn(attributes, LANGFUSE_USAGE));
  return ofLangfuse && (isWithWholes(ofLangfuse) ? ofLangfuse : fromLangfuse(ofLangfuse));
}

const isWithWholes = ({ prompt_tokens, input_tokens }: Fields): boolean =>
  prompt_tokens !== undefined || input_tokens !== undefined;

/** The counts under the names of the conventions are those of the answer. */
function ofOneChoice(usage: Fields, attributes: Attributes): Fields {
  const [input, output] = [COUNTS.prompt, COUNTS.completion].map((names) => firstNumber(attributes, names) ?? 0);
  const choices = (numberOf(usage.input_tokens) ?? 0) / (input ?? 0);
  const isSum = Number.isInteger(choices) && choices > 1 && usage.output_tokens === choices * (output ?? 0);
  return isSum && countsIn(usage).every((count) => count % choices === 0) ? dividedBy(choices, usage) : usage;
}

const countsIn = (counts: Fields): readonly number[] =>
  Object.values(counts).flatMap((value) => numberOf(value) ?? countsIn(fieldsOf(value) ?? {}));

const dividedBy = (choices: number, counts: Fields): Fields =>
  Object.fromEntries(
    Object.entries(counts).map(([name, value]) => {
      const details = fieldsOf(value);
      return [name, details ? dividedBy(choices, details) : typeof value === "number" ? value / choices : value];
    }),
  );

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

/** `input` and `output` are what is left of the whole beside every other `input_` and `output_`, unless the total says that they are it. */
function fromLangfuse(usage: Fields): Fields {
  const count = (...names: string[]) => names.map((name) => numberOf(usage[name])).find((told) => told !== undefined);
  const tier = TIERS.find((name) => count(`input_${name}`, `output_${name}`) !== undefined);
  const part = (side: "input" | "output", name: string) =>
    count(`${side}_${name}`, `${side}_${name}_tokens`, `${side}_${tier}_${name}`);
  const [writes5m, writes1h] = WRITES_BY_AGE.map((name) => count(`input_${name}`, `cache_creation_${name}`));
  const [input, output, total] = [count("input"), count("output"), count("total")];
  const isInside = total !== undefined && total === sum([input, output]);
  const whole = (left: number | undefined, beside: number) => (left === undefined || isInside ? left : left + beside);
  return {
    service_tier: tier,
    prompt_tokens: whole(input, sum([partsOf(usage, "input_"), ...CACHE_OF_ANTHROPIC.map((name) => count(name))])),
    completion_tokens: whole(output, partsOf(usage, "output_")),
    total_tokens: total,
    prompt_tokens_details: {
      cached_tokens: part("input", "cache_read") ?? count("cache_read_input_tokens", "input_cached_tokens"),
      cache_creation_tokens: part("input", "cache_creation") ?? count("cache_creation_input_tokens"),
      cache_creation_token_details: { ephemeral_5m_input_tokens: writes5m, ephemeral_1h_input_tokens: writes1h },
      audio_tokens: part("input", "audio"),
    },
    completion_tokens_details: { reasoning_tokens: part("output", "reasoning"), audio_tokens: part("output", "audio") },
  };
}

const WRITES_BY_AGE = ["ephemeral_5m_input_tokens", "ephemeral_1h_input_tokens"] as const;
/** Their ages stand beside the sum again, as `cache_creation_ephemeral_1h_input_tokens`. */
const CACHE_OF_ANTHROPIC = ["cache_read_input_tokens", "cache_creation_input_tokens"] as const;

const partsOf = (usage: Fields, beginning: string): number =>
  sum(Object.entries(usage).map(([name, count]) => (name.startsWith(beginning) ? numberOf(count) : undefined)));

const sum = (counts: readonly (number | undefined)[]): number =>
  counts.reduce<number>((all, count) => all + (count ?? 0), 0);
