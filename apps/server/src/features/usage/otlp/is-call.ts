/**
 * Whether a span is one call of a model, rather than a step around calls that repeats their sums.
 * Source  agents, workflows and tools of the GenAI conventions; Vercel's `ai.generateText` around `ai.generateText.doGenerate`, while
 *         its `ai.transcribe` and `ai.generateSpeech` (7.0.173) have nothing inside;
 *         OpenInference's and Langfuse's kinds; LiteLLM's `raw_gen_ai_request`, which has none of these attributes.
 *         Counting tokens ahead of a call is free: Anthropic's SDK 2.14, OpenInference anthropic 3.1.0 and openai 0.1.66.
 */
import { textOf } from "@ratecard/usage";
import {
  ANSWERED_MODEL,
  ASKED_IN_PARAMETERS,
  ASKED_MODEL,
  LANGFUSE_KIND,
  OPENINFERENCE_KIND,
  OPERATION,
  VERCEL_OPERATION,
} from "./attribute-names";
import { isBeginningOfStream } from "./logfire-streams";
import { asksNothing } from "./openinference-answers";
import { firstText, type Span } from "./span";

const OPENINFERENCE_CALLS = new Set(["LLM", "EMBEDDING", "RERANKER"]);
/** OpenInference's LlamaIndex says LLM of a method that only prepares a call, `OpenAI._prepare_chat_with_tools`. */
const PRIVATE_METHOD = /\._\w+$/;
/**
 * `anthropic.messages.count_tokens`, `beta.messages.count_tokens`; OpenAI's `responses.input_tokens.count` by what it answers.
 * `anthropic.sessions.create` names the model of an agent that is not asked yet.
 */
const ASK_NO_MODEL = /\bcount_tokens$|^InputTokenCountResponse$|^anthropic\.sessions\.create$/;
const VERCEL_CALLS = /\.(do[A-Z]\w*|transcribe|streamTranscribe|generateSpeech)$/;
const LANGFUSE_CALLS = new Set(["generation", "embedding"]);
const STEPS = /agent|tool|workflow|task|plan|retriev|memory|guardrail|session/i;

export function isCall(span: Span): boolean {
  const { attributes, name } = span;
  if (isBeginningOfStream(span) || ASK_NO_MODEL.test(name)) return false;
  const ofVercel = textOf(attributes.get(VERCEL_OPERATION));
  if (ofVercel !== undefined) return VERCEL_CALLS.test(ofVercel);
  const kind = textOf(attributes.get(OPENINFERENCE_KIND));
  if (kind !== undefined) {
    return OPENINFERENCE_CALLS.has(kind.toUpperCase()) && !PRIVATE_METHOD.test(name) && !isList(span);
  }
  const ofLangfuse = textOf(attributes.get(LANGFUSE_KIND));
  if (ofLangfuse !== undefined) return LANGFUSE_CALLS.has(ofLangfuse);
  const operation = textOf(attributes.get(OPERATION));
  if (operation !== undefined && STEPS.test(operation)) return false;
  return firstText(attributes, [...ASKED_MODEL, ...ASKED_IN_PARAMETERS, ...ANSWERED_MODEL]) !== undefined;
}

/** Of answers, their parts, files or models: nothing is asked and nobody has answered. */
const isList = (span: Span): boolean => asksNothing(span) && firstText(span.attributes, ANSWERED_MODEL) === undefined;
