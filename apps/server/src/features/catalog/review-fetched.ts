/**
 * Which changes of a fetched catalogue come into force at once and which wait, with what was decided before.
 * Time    `at` is the refresh. Source: pricing.md section 6; @ratecard/catalog decides.
 */
import { type CatalogEntry, type CatalogIndex, entryToJson, reviewRefresh } from "@ratecard/catalog";
import { diffTerms } from "@ratecard/pricing";
import type { ActingContext } from "#server/context";
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
}>;

export const NOTHING_REVIEWED: FetchedReview = { changes: [], standing: [], body: {}, counts: {} };

export async function reviewFetched(
  { db, prices }: Pick<ActingContext, "db" | "prices">,
  inForce: LoadedSnapshot,
  fetched: CatalogIndex,
  at: Date,
): Promise<FetchedReview> {
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
  const changes = review.changes
    .filter(({ key }) => !rejected.has(key))
    .map((change): NewChange => {
      const entry = change.isHeld ? fetched.entries.get(change.key) : undefined;
      return { ...change, held: entry ? { entry: entryToJson(entry), since: heldSince.get(change.key) ?? at } : null };
    });
  const isAsFetched = [...review.next.entries].every(([key, entry]) => fetched.entries.get(key) === entry);
  return {
    changes,
    standing: standingIds(rejected),
    body: isAsFetched ? {} : { text: reviewedBody(review.next), bodyForm: "reviewed" },
    counts: countsOf(changes),
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
