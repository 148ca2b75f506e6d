/**
 * Why a row is held: it is written only when somebody chose this very row with its difference before them.
 *
 * Source  moves of 10 times, to or from zero, prices that vanish, rates in another unit than two price lists, rates that can
 *         hardly be right. Of real price edits that moved so far most were unit mistakes; moves towards the lists pass.
 */
import {
  type Move,
  type PriceTerms,
  rateProblems,
  rateProblemSentence,
  suspiciousMoves,
  TOKEN_KINDS,
  type TokenKind,
  type UnitSuspect,
  unitSuspect,
} from "@ratecard/pricing";
import type { EntryDifference } from "./entry";

/** Who states a price, in the order of preference. */
export const EVIDENCE = [
  /** Somebody set it at the server that serves the model: a contract price. */
  "server-set",
  "catalog-scoped",
  "catalog-bare",
  /** The model that a custom name stands for. */
  "served-model",
  "openrouter",
  "server",
  "second-reference",
] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** A price that somebody else states for the model. */
export type PriceReference = Readonly<{ evidence: Evidence; terms: PriceTerms }>;

export type HeldReason =
  | Readonly<{ kind: "move"; field: string; move: Move }>
  | Readonly<{ kind: "unit-suspect"; field: TokenKind; suspect: UnitSuspect; references: readonly Evidence[] }>
  /** A rate that looks like a mistake; `sentence` is a part of one. */
  | Readonly<{ kind: "rate-problem"; field: string; sentence: string }>
  /** The price is of another provider's model. */
  | Readonly<{ kind: "other-provider"; provider: string }>
  /** It takes the place of a price that somebody set by hand, for the name or by a wildcard. */
  | Readonly<{ kind: "replaces-own"; by: "entry" | "wildcard" }>;

export type PriceMove = Readonly<{
  /** What priced the name before; undefined: nothing that a move could be from. */
  before: PriceTerms | undefined;
  after: PriceTerms;
  differences: readonly EntryDifference[];
  references: readonly PriceReference[];
}>;

export function heldReasons({ before, after, differences, references }: PriceMove): readonly HeldReason[] {
  const lists = references.map(({ terms }) => terms);
  const moves = before ? suspiciousMoves(differences, before, after, lists) : [];
  const units = unitReasons(after, references);
  return [
    ...moves.map(({ field, move }): HeldReason => ({ kind: "move", field, move })),
    ...units,
    ...(units.length > 0 ? [] : rateReasons(differences, after, lists)),
  ];
}

/** Of rates that are written anew: one that stands was accepted once. */
function rateReasons(
  differences: readonly EntryDifference[],
  after: PriceTerms,
  lists: readonly PriceTerms[],
): readonly HeldReason[] {
  const moved = new Set(differences.map(({ field }) => field));
  return rateProblems(after, lists)
    .filter(({ field, againstField = field }) => moved.has(field) || moved.has(againstField))
    .map((problem) => ({ kind: "rate-problem", field: problem.field, sentence: rateProblemSentence(problem) }));
}

/** A unit is mistaken for a whole price: one kind says it for all. */
export function unitReasons(
  terms: PriceTerms,
  references: readonly PriceReference[],
): readonly Extract<HeldReason, { kind: "unit-suspect" }>[] {
  for (const field of TOKEN_KINDS) {
    const rate = terms.rates[field];
    const others = references.flatMap(({ evidence, terms: { rates } }) => {
      const other = rates[field];
      return other === undefined ? [] : [{ evidence, rate: other }];
    });
    const rates = others.map((other) => other.rate);
    const suspect = rate === undefined ? undefined : unitSuspect(rate, rates);
    if (!suspect) continue;
    return [{ kind: "unit-suspect", field, suspect, references: [...new Set(others.map(({ evidence }) => evidence))] }];
  }
  return [];
}
