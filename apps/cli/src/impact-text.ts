/** The last 30 days at old and new prices, for people. Units: USD in all digits, requests as counts. */
import { type ShadowedRule, shadowSentence, type UnreachableWildcard, unreachableSentence } from "@ratecard/pricing";

export type ImpactAnswer = Readonly<{
  days: number;
  requests: number;
  beforeUsd: string;
  afterUsd: string;
  isPartial: boolean;
  shadowed: readonly ShadowedRule[];
  unreachable: readonly UnreachableWildcard[];
}>;

const MOST_SHADOWED = 10;

/** One line, then one for each rule that answers no longer; `what`: what makes the difference. */
export function impactLines(impact: ImpactAnswer, what: string): readonly string[] {
  const { days, requests, beforeUsd, afterUsd, isPartial, shadowed, unreachable } = impact;
  const said = [...unreachable.map(unreachableSentence), ...shadowed.map(shadowSentence)];
  const more = said.length - MOST_SHADOWED;
  return [
    requests === 0
      ? `${what}: no request of the last ${days} days is touched.`
      : `${what}: ${requests} ${requests === 1 ? "request" : "requests"} of the last ${days} days, $${beforeUsd} -> $${afterUsd}${isPartial ? " (without the rarest of unusual requests)" : ""}.`,
    ...said.slice(0, MOST_SHADOWED).map((sentence) => `  ${sentence}`),
    ...(more > 0 ? [`  ... and ${more} more`] : []),
  ];
}
