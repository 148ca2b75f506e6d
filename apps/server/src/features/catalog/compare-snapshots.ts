/**
 * What differs between any two snapshots, most used first.
 * Units   texts as @ratecard/pricing's diffTerms; requests of the last 30 days, priced by the key today.
 * Errors  NOT_FOUND.
 */
import { type CatalogChange, diffCatalogs } from "@ratecard/catalog";
import type { CompareSnapshots } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import { impactOfCatalog } from "#server/impact/impact-of-catalog";
import type { PricesImpact } from "#server/impact/measure-impact";
import type { LoadedSnapshot } from "#server/pricing/load-catalog";
import { catalogReference } from "#server/pricing/second-reference";
import type { ActingContext } from "#server/services/context";
import { requestsByKey } from "./rows";

export type SnapshotDifference = Omit<CatalogChange, "litellmProvider"> &
  Readonly<{ litellmProvider: string | null; requests: number; beforeUsd: string; afterUsd: string }>;

export async function compareSnapshots(
  ctx: Pick<ActingContext, "db" | "prices" | "clock">,
  { from, to }: CompareSnapshots,
): Promise<{ changes: readonly SnapshotDifference[]; impact: Omit<PricesImpact, "models"> }> {
  const { db, prices, clock } = ctx;
  const now = prices.now();
  const [before, after] = [find(now.snapshots, from), find(now.snapshots, to)];
  const requests = await requestsByKey(db.pool, now, undefined, clock());
  const referenceOf = await catalogReference(clock().getTime());
  const differences = diffCatalogs(before.index(), after.index(), referenceOf);
  const keys = new Set(differences.map(({ key }) => key));
  const { models, ...impact } = await impactOfCatalog(ctx, before.index(), after.index(), keys);
  const costs = new Map(models.map((cost) => [cost.model, cost]));
  const changes = differences.map((change) => {
    const { beforeUsd = "0", afterUsd = "0" } = costs.get(change.key) ?? {};
    const requestCount = requests.get(change.key) ?? 0;
    return { ...change, litellmProvider: change.litellmProvider ?? null, requests: requestCount, beforeUsd, afterUsd };
  });
  return { changes: changes.sort((a, b) => b.requests - a.requests), impact };
}

function find(snapshots: readonly LoadedSnapshot[], id: string): LoadedSnapshot {
  const found = snapshots.find(({ snapshotId }) => snapshotId === id);
  if (!found) throw new DomainError("NOT_FOUND", { what: "catalogue snapshot", name: id });
  return found;
}
