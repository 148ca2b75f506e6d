/** How many of the selected entries have prices that belong to their input or output price, by group. */
import {
  DEPENDENT_PRICES,
  type DependentPrices,
  dependentPrices,
  type PriceTerms,
  TOKEN_KINDS,
  termsFromJson,
} from "@ratecard/pricing";
import type { PriceRow } from "../price-row";

/** Only groups that some entry has, in their order. */
export type Dependents = ReadonlyMap<DependentPrices, number>;

export function rowsWithDependents(rows: readonly PriceRow[], sides: readonly ("input" | "output")[]): Dependents {
  const counts = new Map<DependentPrices, number>();
  for (const row of rows) {
    const terms = termsOf(row);
    for (const group of terms ? dependentPrices(terms, sides) : []) counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return new Map(
    DEPENDENT_PRICES.flatMap((group) => {
      const count = counts.get(group);
      return count === undefined ? [] : [[group, count] as const];
    }),
  );
}

/** An entry that cannot be read has nothing to bring along: it is refused. */
function termsOf({ perRequest, thresholds, tiers, otherTerms, ...row }: PriceRow): PriceTerms | undefined {
  const ratesPer1M = Object.fromEntries(TOKEN_KINDS.map((kind) => [kind, row[`${kind}Per1M`]]));
  const read = termsFromJson({ ...otherTerms, perRequestUsd: perRequest, ratesPer1M, thresholds, tiers });
  return read.ok ? read.terms : undefined;
}
