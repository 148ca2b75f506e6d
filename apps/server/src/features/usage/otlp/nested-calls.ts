/**
 * Calls inside other calls, of which at least one has no answer's id.
 *
 * - One with equal counts is the call around it; so is the only one inside, where either has no counts.
 * - A call around several others that repeats their sum, or has no counts at all, is a step and no call.
 */
import type { Call } from "./call";
import type { CallGroups } from "./call-groups";
import { type CallFacts, haveEqualCounts, isCounted } from "./same-call";

/** `outerOf`: the nearest call around a call. */
export function joinNested(groups: CallGroups, outerOf: (call: Call) => Call | undefined): void {
  const inside = new Map<Call, Call[]>();
  for (const call of groups.calls) {
    const outer = outerOf(call);
    if (outer) inside.set(outer, [...(inside.get(outer) ?? []), call]);
  }
  for (const [outer, every] of inside) {
    const inner = groups.oneOfEach(every.filter((call) => !groups.isJoined(outer, call)));
    if (isStepAround(outer, inner)) groups.remove(outer);
    else {
      const same = sameCallAmong(outer, inner);
      if (same) groups.join(outer, same);
    }
  }
}

function sameCallAmong(outer: Call, inner: readonly Call[]): Call | undefined {
  const anonymous = outer.responseId === undefined ? inner : inner.filter((call) => call.responseId === undefined);
  const equal = anonymous.find((call) => haveEqualCounts(outer.facts, call.facts));
  if (equal || anonymous.length !== 1) return equal;
  const [only] = anonymous;
  const isTold = only && isCounted(outer.facts) && isCounted(only.facts);
  return only && !isTold && only.event.isError === outer.event.isError ? only : undefined;
}

const isStepAround = (outer: Call, inner: readonly Call[]): boolean =>
  outer.responseId === undefined &&
  inner.length > 1 &&
  (!isCounted(outer.facts) ||
    (["promptTokens", "completionTokens"] as const).every((side) => isSumOf(side, outer, inner)));

const isSumOf = (side: keyof CallFacts, outer: Call, inner: readonly Call[]): boolean =>
  countOf(outer, side) === inner.reduce((sum, call) => sum + countOf(call, side), 0);

const countOf = ({ facts }: Call, side: keyof CallFacts): number => Number(facts[side] ?? 0);
