/**
 * Whether two spans tell of one call: spans of one body, or one of them and a booked row.
 * Time    epoch ms.
 * Source  gateways answer from their cache under the first answer's id, and some servers give every answer the same: an id alone
 *         is not enough. Clocks of two machines differ by seconds.
 */
export type CallFacts = Readonly<{
  startMs: number;
  endMs: number;
  promptTokens: unknown;
  completionTokens: unknown;
  isCacheHit: boolean;
}>;

const ROUNDING_MS = 1000;
const CLOCKS_APART_MS = 60_000;

/** Of two calls with one response id. */
export function isSameAnswer(call: CallFacts, other: CallFacts): boolean {
  if (call.isCacheHit !== other.isCacheHit) return false;
  const apartMs = Math.max(call.startMs, other.startMs) - Math.min(call.endMs, other.endMs);
  if (apartMs <= ROUNDING_MS) return true;
  return apartMs <= CLOCKS_APART_MS && haveEqualCounts(call, other);
}

export const isCounted = ({ promptTokens, completionTokens }: CallFacts): boolean =>
  typeof promptTokens === "number" || typeof completionTokens === "number";

export const haveEqualCounts = (call: CallFacts, other: CallFacts): boolean =>
  isCounted(call) && call.promptTokens === other.promptTokens && call.completionTokens === other.completionTokens;

/** A booked row has whole milliseconds. */
export const WHOLE_MS = 2;

export const areAtOneTime = (call: CallFacts, other: CallFacts): boolean =>
  Math.max(call.startMs, other.startMs) <= Math.min(call.endMs, other.endMs) + WHOLE_MS;

export const contains = (outer: CallFacts, inner: CallFacts): boolean =>
  outer.startMs - WHOLE_MS <= inner.startMs && outer.endMs + WHOLE_MS >= inner.endMs;
