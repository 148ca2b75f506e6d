/** A span that is a call, with the event it makes. */
import type { UsageEvent } from "@ratecard/contract";
import { COUNT_FIELDS } from "@ratecard/pricing";
import { compactionsIn } from "./compactions";
import { askedModel, type CallEvent, readEvent, responseIdOf } from "./read-event";
import type { CallFacts } from "./same-call";
import type { Span } from "./span";

export type Call = Readonly<{
  span: Span;
  event: CallEvent;
  /** The model that was asked for, where the span does not only tell what answered. */
  asked: string | undefined;
  responseId: string | undefined;
  /** With the counts of the answer alone, which every span of the call has. */
  facts: CallFacts;
}>;

export function callOf(span: Span): Call {
  const event = readEvent(span);
  const { startMs, endMs, attributes } = span;
  const compactions = compactionsIn(attributes);
  const ofAnswer = (count: unknown, ofCompactions = 0) => (typeof count === "number" ? count - ofCompactions : count);
  const facts = {
    startMs,
    endMs,
    promptTokens: ofAnswer(event.promptTokens, compactions?.prompt),
    completionTokens: ofAnswer(event.completionTokens, compactions?.completion),
    isCacheHit: event.isCacheHit === true,
  };
  return { span, event, asked: askedModel(attributes), responseId: responseIdOf(attributes), facts };
}

/** A found call whose event the ledger can take. `spanKey`: its id where its answer's is in use by another call. */
export type CheckedCall = Readonly<{ event: UsageEvent; facts: CallFacts; spanKey: string | undefined }>;

/** How many kinds of token it tells apart: the part of a whole that is 0 changes no price. */
export const detailOf = (counts: Readonly<Record<string, unknown>>): number =>
  COUNT_FIELDS.filter((field) => Number(counts[field] ?? 0) > 0).length;
