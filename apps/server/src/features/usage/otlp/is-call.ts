/**
 * Whether a span is one call of a model, rather than a step around calls that repeats their sums.
 * Source  agents, workflows and tools of the GenAI conventions; Vercel's `ai.generateText` around `ai.generateText.doGenerate`;
 *         OpenInference's kinds; LiteLLM's `raw_gen_ai_request`, which has none of these attributes.
 */
import { textOf } from "@ratecard/usage";
import {
  ANSWERED_MODEL,
  ASKED_IN_PARAMETERS,
  ASKED_MODEL,
  OPENINFERENCE_KIND,
  OPERATION,
  VERCEL_OPERATION,
} from "./attribute-names";
import { firstText, type Span } from "./span";

const OPENINFERENCE_CALLS = new Set(["LLM", "EMBEDDING", "RERANKER"]);
const STEPS = /agent|tool|workflow|task|plan|retriev|memory|guardrail|session/i;

export function isCall({ attributes }: Span): boolean {
  const ofVercel = textOf(attributes.get(VERCEL_OPERATION));
  if (ofVercel !== undefined) return /\.do[A-Z]\w*$/.test(ofVercel);
  const kind = textOf(attributes.get(OPENINFERENCE_KIND));
  if (kind !== undefined) return OPENINFERENCE_CALLS.has(kind.toUpperCase());
  const operation = textOf(attributes.get(OPERATION));
  if (operation !== undefined && STEPS.test(operation)) return false;
  return firstText(attributes, [...ASKED_MODEL, ...ASKED_IN_PARAMETERS, ...ANSWERED_MODEL]) !== undefined;
}
