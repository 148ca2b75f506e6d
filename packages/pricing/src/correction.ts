/**
 * Whether a move that is far goes the right way: to where other price lists stand, or out of what can hardly be meant.
 *
 * Source  without this the correction of a mistake waits, and the mistake stays in force meanwhile.
 */
import { isSuspiciousMove, movedBy, type TermsChange } from "./diff-terms";
import { priceFields } from "./price-fields";
import type { PriceTerms } from "./price-terms";
import { picoPer1M, type RateProblem, rateProblems, type References } from "./rate-sanity";

/** The moves that need a second look, corrections left out. */
export function suspiciousMoves(
  changes: readonly TermsChange[],
  from: PriceTerms,
  to: PriceTerms,
  references: References,
): readonly TermsChange[] {
  const far = changes.filter(({ move }) => isSuspiciousMove(move));
  if (far.length === 0) return far;
  const [mistaken, still] = [fieldsOf(rateProblems(from, references)), fieldsOf(rateProblems(to, references))];
  const listed = references.map(priceFields);
  return far.filter((change) => {
    const { field, move, unit } = change;
    if (unit !== "usd-per-1m" || move === "to-zero" || move === "vanished") return true;
    const others = listed.flatMap((fields) => fields.get(field)?.text ?? []).filter((text) => text !== "0");
    if (others.length > 0) return !others.every((other) => isTowards(change, other));
    return !mistaken.has(field) || still.has(field);
  });
}

const fieldsOf = (problems: readonly RateProblem[]): ReadonlySet<string> =>
  new Set(problems.flatMap(({ field, againstField }) => [field, ...(againstField ? [againstField] : [])]));

/** Nearer than before, and near enough: not ten times apart. */
function isTowards({ from, to }: TermsChange, other: string): boolean {
  if (from === null || to === null || movedBy(to, other) !== "ordinary") return false;
  const [before, after, listed] = [picoPer1M(from), picoPer1M(to), picoPer1M(other)];
  if (before === 0n) return true;
  const [wasFar, isFar] = [spread(before, listed), spread(after, listed)];
  return isFar.large * wasFar.small < wasFar.large * isFar.small;
}

const spread = (a: bigint, b: bigint) => (a < b ? { small: a, large: b } : { small: b, large: a });
