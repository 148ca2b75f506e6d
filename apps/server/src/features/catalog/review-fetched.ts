/**
 * Which changes of a fetched catalogue come into force at once and which wait, with what was decided before. One of another
 * source than before has no predecessor: it is taken whole, but for rates that look like a mistake, and only those are recorded.
 * Time    `at` is the refresh. @ratecard/catalog decides.
 */
import {
  type CatalogEntry,
  type CatalogIndex,
  entryToJson,
  type ReviewedChange,
  reviewRefresh,
  withAccepted,
} from "@ratecard/catalog";
import { diffTerms } from "@ratecard/pricing";
import { impactOfCatalog } from "#server/impact/impact-of-catalog";
import type { Measuring, PricesImpact } from "#server/impact/measure-impact";
import type { LoadedSnapshot } from "#server/pricing/load-catalog";
import { catalogReference } from "#server/pricing/second-reference";
import { type BodyForm, reviewedBody } from "#server/pricing/catalog-body";
import { findOpenChanges, type NewChange, type OpenChange } from "./change-rows";
import { findPolicy, requestsByKey as requestsOf } from "./rows";

export type FetchedReview = Readonly<{
  changes: readonly NewChange[];
  /** Rejections that still answer what was fetched: not asked again. */
  standing: readonly string[];
  /** Of the snapshot, where it is not the text as it was fetched. */
  body: Readonly<{ text: string; bodyForm: BodyForm }> | Record<string, never>;
  counts: Readonly<Record<string, number>>;
  impact: RefreshImpact;
}>;

/** By catalogue key. */
export type RefreshImpact = Readonly<{
  /** Of what is in force now, against what was before. */
  inForce: PricesImpact;
  /** Of what waits, on top of it; null: nothing does. */
  waiting: PricesImpact | null;
}>;

/** `held`: the latest, when it is of the same source. */
export type Predecessors = Readonly<{ latest: LoadedSnapshot | undefined; held: LoadedSnapshot | undefined }>;

const NO_CATALOG: CatalogIndex = { entries: new Map(), pricedCount: 0 };

export async function reviewFetched(
  ctx: Measuring,
  { latest, held }: Predecessors,
  fetched: CatalogIndex,
  at: Date,
): Promise<FetchedReview> {
  const { db, prices } = ctx;
  const [{ holdUsed }, open, requestsByKey, referenceOf] = await Promise.all([
    findPolicy(db),
    findOpenChanges(db.pool),
    requestsOf(db.pool, prices.now(), fetched, at),
    catalogReference(at.getTime()),
  ]);
  const stillOpen = open.filter(({ entry }) => isOf(fetched.entries.get(entry.key), entry));
  const rejected = new Map(
    stillOpen.filter(({ state }) => state === "rejected").map((change) => [change.entry.key, change]),
  );
  const heldSince = new Map(stillOpen.map((change) => [change.entry.key, change.heldSince]));
  const policy = { requestsByKey, holdUsed, rejected: new Set(rejected.keys()), referenceOf };
  const { changes: all, next } = reviewRefresh(held?.index() ?? NO_CATALOG, fetched, policy, at.getTime());
  const undecided = all.filter(({ key }) => !rejected.has(key));
  const impact = await impactOf(ctx, { latest, held }, fetched, { changes: undecided, next });
  const costs = new Map(
    [...impact.inForce.models, ...(impact.waiting?.models ?? [])].map((cost) => [cost.model, cost]),
  );
  const recorded = held ? undecided : undecided.filter(({ isHeld }) => isHeld);
  const changes = recorded.map((change): NewChange => {
    const entry = change.isHeld ? fetched.entries.get(change.key) : undefined;
    const waits = entry ? { entry: entryToJson(entry), since: heldSince.get(change.key) ?? at } : null;
    const { beforeUsd = "0", afterUsd = "0" } = costs.get(change.key) ?? {};
    return { ...change, held: waits, cost: { beforeUsd, afterUsd } };
  });
  const isAsFetched = [...next.entries].every(([key, entry]) => fetched.entries.get(key) === entry);
  return {
    changes,
    standing: standingIds(rejected),
    body: isAsFetched ? {} : { text: reviewedBody(next), bodyForm: "reviewed" },
    counts: countsOf(changes),
    impact,
  };
}

async function impactOf(
  ctx: Measuring,
  { latest, held }: Predecessors,
  fetched: CatalogIndex,
  { changes, next }: Readonly<{ changes: readonly ReviewedChange[]; next: CatalogIndex }>,
): Promise<RefreshImpact> {
  const before = latest?.index() ?? NO_CATALOG;
  const keysOf = (isHeld: boolean) => changes.filter((change) => change.isHeld === isHeld).map(({ key }) => key);
  const waiting = keysOf(true);
  const entries = waiting.flatMap((key) => fetched.entries.get(key) ?? []);
  const moved = held ? keysOf(false) : [...before.entries.keys(), ...next.entries.keys()];
  return {
    inForce: await impactOfCatalog(ctx, before, next, new Set(moved)),
    waiting:
      entries.length > 0 ? await impactOfCatalog(ctx, next, withAccepted(next, entries), new Set(waiting)) : null,
  };
}

const isOf = (fetched: CatalogEntry | undefined, entry: CatalogEntry): boolean =>
  fetched !== undefined && diffTerms(fetched.terms, entry.terms).length === 0;

const standingIds = (rejected: ReadonlyMap<string, OpenChange>) =>
  [...rejected.values()].map(({ changeId }) => changeId);

function countsOf(changes: readonly NewChange[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { held: 0 };
  for (const { kind, held } of changes) {
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (held) counts.held = (counts.held ?? 0) + 1;
  }
  return counts;
}
