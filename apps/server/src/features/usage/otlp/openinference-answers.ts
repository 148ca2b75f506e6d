/**
 * OpenInference makes a call of every request of OpenAI's library. The answer's id stands nowhere but in the JSON of the answer; and
 * reading an answer again is one more call with all its tokens, or none while an answer in the background is not there yet.
 * Its spans of OpenAI's agents have the answer where others have what was sent, so its id, too, and of its model's names the later one.
 * Time    epoch ms; OpenAI's are seconds. What is read again began when the answer was made and has no latency.
 * Source  OpenInference openai 0.1.66: `retrieve`, `cancel`, `update` and lists have parameters without a model or a prompt.
 *         OpenInference openai-agents 2.6.0, of the Responses API.
 */
import { fieldsOf, numberOf } from "@ratecard/usage";
import {
  LLM_PARAMETERS,
  OPENINFERENCE_KIND,
  OPENINFERENCE_OF_AGENTS,
  OPENINFERENCE_OF_OPENAI,
  OPENINFERENCE_OUTPUT,
  RESPONSE_ID,
} from "./attribute-names";
import { jsonIn, type Span } from "./span";

/** It asks no model: it reads, changes or lists what was answered. */
export function asksNothing(span: Span): boolean {
  const sent = isOfOpenai(span) ? fieldsOf(jsonIn(span.attributes, LLM_PARAMETERS)) : undefined;
  return sent !== undefined && sent.model === undefined && sent.prompt === undefined;
}

/** A span with the id of its answer, and the time of the answer that it reads again; any other span as it is. */
export function withAnswer(span: Span): Span {
  const holder = isOfOpenai(span) ? OPENINFERENCE_OUTPUT : isOfAgents(span) ? LLM_PARAMETERS : null;
  const answer = holder === null ? undefined : fieldsOf(jsonIn(span.attributes, holder));
  if (typeof answer?.id !== "string") return span;
  const made = numberOf(answer.created_at) ?? numberOf(answer.created) ?? Infinity;
  const startMs = asksNothing(span) ? Math.min(span.startMs, made * MS) : span.startMs;
  return {
    ...span,
    startMs,
    attributes: new Map([...RESPONSE_ID.map((name) => [name, answer.id] as const), ...span.attributes]),
  };
}

/** An embedding's answer is long and has no id. */
const isOf =
  (emitter: string) =>
  ({ scope, attributes }: Span): boolean =>
    scope === emitter && attributes.get(OPENINFERENCE_KIND) === "LLM";

const isOfOpenai = isOf(OPENINFERENCE_OF_OPENAI);
const isOfAgents = isOf(OPENINFERENCE_OF_AGENTS);

const MS = 1000;
