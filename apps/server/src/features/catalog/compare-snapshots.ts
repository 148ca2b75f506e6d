/**
 * What differs between any two snapshots, most used first.
 * Units   texts as @ratecard/pricing's diffTerms; requests of the last 30 days, priced by the key today.
 * Errors  NOT_FOUND.
 */
import { type CatalogChange, diffCatalogs } from "@ratecard/catalog";
import type { CompareSnapshots } from "@ratecard/contract";
import type { ActingContext } from "#server/context";
import { DomainError } from "#server/errors/domain-error";
import type { LoadedSnapshot } from "#server/pricing/load-catalog";
import { requestsByKey } from "./requests-by-key";

export type SnapshotDifference = Omit<CatalogChange, "litellmProvider"> &
  Readonly<{ litellmProvider: string | null; requests: number }>;

export async function compareSnapshots(
  { db, prices, clock }: Pick<ActingContext, "db" | "prices" | "clock">,
  { from, to }: CompareSnapshots,
): Promise<{ changes: readonly SnapshotDifference[] }> {
  const now = prices.now();
  const [before, after] = [find(now.snapshots, from), find(now.snapshots, to)];
  const requests = await requestsByKey(db.pool, now, undefined, clock());
  const changes = diffCatalogs(before.index(), after.index()).map((change) => ({
    ...change,
    litellmProvider: change.litellmProvider ?? null,
    requests: requests.get(change.key) ?? 0,
  }));
  return { changes: changes.sort((a, b) => b.requests - a.requests) };
}

function find(snapshots: readonly LoadedSnapshot[], id: string): LoadedSnapshot {
  const found = snapshots.find(({ snapshotId }) => snapshotId === id);
  if (!found) throw new DomainError("NOT_FOUND", { what: "catalogue snapshot", name: id });
  return found;
}
