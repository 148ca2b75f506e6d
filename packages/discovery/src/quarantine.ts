/**
 * Why a price must be confirmed one by one before it is written.
 *
 * Source  discovery.md "Confirm": moves of 10 times, to or from zero, prices that vanish, unit suspects, rates that can hardly
 *         be meant. Of real price edits that moved so far most were unit mistakes. @ratecard/pricing decides what counts as such.
 */
import {
  TOKEN_KINDS,
  isSuspiciousMove,
  type Move,
  type PriceTerms,
  rateProblems,
  rateProblemSentence,
  type TokenKind,
  type UnitSuspect,
  unitSuspect,
} from "@ratecard/pricing";
import type { Evidence } from "./suggestion";
import type { TermDifference } from "./term-differences";

export type QuarantineReason =
  | Readonly<{ kind: "move"; field: string; move: Move }>
  | Readonly<{ kind: "unit-suspect"; field: TokenKind; suspect: UnitSuspect; references: readonly Evidence[] }>
  /** A rate that can hardly be meant; `sentence` is a part of one. */
  | Readonly<{ kind: "rate-problem"; field: string; sentence: string }>;

export type PriceReference = Readonly<{ evidence: Evidence; terms: PriceTerms }>;

export function quarantineReasons(
  differences: readonly TermDifference[],
  after: PriceTerms,
  references: readonly PriceReference[],
): readonly QuarantineReason[] {
  const moves = differences.filter(({ move }) => isSuspiciousMove(move));
  const units = unitReasons(after, references);
  return [
    ...moves.map(({ field, move }): QuarantineReason => ({ kind: "move", field, move })),
    ...units,
    ...(units.length > 0 ? [] : rateReasons(differences, after, references)),
  ];
}

/** Of rates that are written anew: one that stands was confirmed once. */
function rateReasons(
  differences: readonly TermDifference[],
  after: PriceTerms,
  references: readonly PriceReference[],
): readonly QuarantineReason[] {
  const moved = new Set(differences.map(({ field }) => field));
  const problems = rateProblems(
    after,
    references.map(({ terms }) => terms),
  );
  return problems
    .filter(({ field, againstField = field }) => moved.has(field) || moved.has(againstField))
    .map((problem) => ({ kind: "rate-problem", field: problem.field, sentence: rateProblemSentence(problem) }));
}

/** A unit is mistaken for a whole price: one kind says it for all. */
export function unitReasons(
  terms: PriceTerms,
  references: readonly PriceReference[],
): readonly Extract<QuarantineReason, { kind: "unit-suspect" }>[] {
  for (const field of TOKEN_KINDS) {
    const rate = terms.rates[field];
    const others = references.flatMap((reference) => {
      const other = reference.terms.rates[field];
      return other === undefined ? [] : [{ evidence: reference.evidence, rate: other }];
    });
    const suspect =
      rate === undefined
        ? undefined
        : unitSuspect(
            rate,
            others.map((other) => other.rate),
          );
    if (suspect) {
      return [
        { kind: "unit-suspect", field, suspect, references: [...new Set(others.map(({ evidence }) => evidence))] },
      ];
    }
  }
  return [];
}
