/**
 * Which changes of a fetched catalogue come into force at once and which wait, with what was decided before.
 * Time    `at` is the refresh. Source: pricing.md section 6; @ratecard/catalog decides.
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
import { type BodyForm, reviewedBody } from "#server/pricing/snapshot-body";
import { findOpenChanges, type NewChange, type OpenChange } from "./change-rows";
import { requestsByKey } from "./requests-by-key";
import { findPolicy } from "./rows";

export type FetchedReview = Readonly<{
  changes: readonly NewChange[];
  /** Rejections that still answer what was fetched: not asked again. */
  standing: readonly string[];
  /** Of the snapshot, where it is not the text as it was fetched. */
  body: Readonly<{ text: string; bodyForm: BodyForm }> | Record<string, never>;
  counts: Readonly<Record<string, number>>;
  impact: RefreshImpact;
}>;

export const NOTHING_REVIEWED = { changes: [], standing: [], body: {}, counts: {} };

/** By catalogue key. */
export type RefreshImpact = Readonly<{
  /** Of what is in force now, against what was before. */
  inForce: PricesImpact;
  /** Of what waits, on top of it; null: nothing does. */
  waiting: PricesImpact | null;
}>;

export async function reviewFetched(
  ctx: Measuring,
  inForce: LoadedSnapshot,
  fetched: CatalogIndex,
  at: Date,
): Promise<FetchedReview> {
  const { db, prices } = ctx;
  const [policy, open, requests] = await Promise.all([
    findPolicy(db),
    findOpenChanges(db.pool),
    requestsByKey(db.pool, prices.now(), fetched, at),
  ]);
  const stillAsked = open.filter(({ entry }) => says(fetched.entries.get(entry.key), entry));
  const rejected = new Map(stillAsked.filter(({ state }) => state === "rejected").map((one) => [one.entry.key, one]));
  const heldSince = new Map(stillAsked.map((one) => [one.entry.key, one.heldSince]));
  const review = reviewRefresh(
    inForce.index(),
    fetched,
    { requestsByKey: requests, holdUsed: policy.holdUsed, rejected: new Set(rejected.keys()) },
    at.getTime(),
  );
  const asked = review.changes.filter(({ key }) => !rejected.has(key));
  const impact = await impactOf(ctx, inForce.index(), fetched, { ...review, changes: asked });
  const costs = new Map([...impact.inForce.models, ...(impact.waiting?.models ?? [])].map((one) => [one.model, one]));
  const changes = asked.map((change): NewChange => {
    const entry = change.isHeld ? fetched.entries.get(change.key) : undefined;
    const held = entry ? { entry: entryToJson(entry), since: heldSince.get(change.key) ?? at } : null;
    const { beforeUsd = "0", afterUsd = "0" } = costs.get(change.key) ?? {};
    return { ...change, held, cost: { beforeUsd, afterUsd } };
  });
  const isAsFetched = [...review.next.entries].every(([key, entry]) => fetched.entries.get(key) === entry);
  return {
    changes,
    standing: standingIds(rejected),
    body: isAsFetched ? {} : { text: reviewedBody(review.next), bodyForm: "reviewed" },
    counts: countsOf(changes),
    impact,
  };
}

async function impactOf(
  ctx: Measuring,
  before: CatalogIndex,
  fetched: CatalogIndex,
  { changes, next }: Readonly<{ changes: readonly ReviewedChange[]; next: CatalogIndex }>,
): Promise<RefreshImpact> {
  const keysOf = (isHeld: boolean) => changes.filter((one) => one.isHeld === isHeld).map(({ key }) => key);
  const held = keysOf(true);
  const entries = held.flatMap((key) => fetched.entries.get(key) ?? []);
  return {
    inForce: await impactOfCatalog(ctx, before, next, new Set(keysOf(false))),
    waiting: entries.length > 0 ? await impactOfCatalog(ctx, next, withAccepted(next, entries), new Set(held)) : null,
  };
}

const says = (fetched: CatalogEntry | undefined, entry: CatalogEntry): boolean =>
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
