/** How many of the selected entries have prices that belong to their input or output price, by group. */
import { DEPENDENT_PRICES, type DependentPrices, dependentPrices } from "@ratecard/pricing";
import type { PriceRow } from "../price-row";

/** Only groups that some entry has, in their order. */
export type Dependents = ReadonlyMap<DependentPrices, number>;

export function rowsWithDependents(rows: readonly PriceRow[], sides: readonly ("input" | "output")[]): Dependents {
  const counts = new Map<DependentPrices, number>();
  for (const row of rows) {
    for (const group of dependentPrices(row, sides)) counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return new Map(
    DEPENDENT_PRICES.flatMap((group) => {
      const count = counts.get(group);
      return count === undefined ? [] : [[group, count] as const];
    }),
  );
}
