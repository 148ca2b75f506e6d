/** What a scope is compared with, as far as it can still be read. */
import type { Comparison, SpendDimension, SpendScope } from "@ratecard/contract";
import type { PoolClient } from "pg";
import { isBeforeKept, readKept } from "#server/ledger/kept-days";
import { openKeptSums } from "#server/ledger/open-sums";
import { comparedRange } from "./compared-range";

/**
 * `bys`: what its sums are told by. null: with nothing, or with days whose requests would have to be added up and are no longer kept:
 * that is no reason to refuse the days that are asked for.
 */
export async function comparedScope(
  client: PoolClient,
  scope: SpendScope,
  compare: Comparison,
  bys: readonly SpendDimension[],
): Promise<SpendScope | null> {
  const range = comparedRange(scope, compare);
  if (range === null) return null;
  const compared = { ...scope, ...range };
  if (!isBeforeKept(range.from, await readKept(client))) return compared;
  return (await openKeptSums(client, compared, bys, () => "$1")) && compared;
}
