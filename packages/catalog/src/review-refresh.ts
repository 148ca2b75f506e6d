/**
 * Which changes of a refresh apply at once, and which wait for a person.
 *
 * Rules   quarantined moves always wait for somebody; by setting, so does every change of
 *         a model with traffic.
 */
import type { CatalogIndex } from "./catalog-index";
import { type CatalogChange, diffCatalogs, type ReferenceOf } from "./diff-catalogs";
import { nextCatalog } from "./next-catalog";

export type RefreshPolicy = Readonly<{
  /** Requests of the last 30 days by catalogue key; decides the order of the review. */
  requestsByKey: ReadonlyMap<string, number>;
  /** Hold every change of a key with requests. */
  holdUsed: boolean;
  /** Keys whose very change a person rejected: they stay as they are, whatever the setting says. */
  rejected: ReadonlySet<string>;
  /** What rates are doubted by, beside themselves. */
  referenceOf: ReferenceOf;
}>;

export type ReviewedChange = CatalogChange & Readonly<{ requests: number; isHeld: boolean }>;

export type RefreshReview = Readonly<{
  /** Most used first, held before applied, then by key. */
  changes: readonly ReviewedChange[];
  /** What is in force now: fetched, with held keys as they were and tombstones. */
  next: CatalogIndex;
}>;

/** `inForce` without entries: a first catalogue, whose rates are checked on sight. */
export function reviewRefresh(
  inForce: CatalogIndex,
  fetched: CatalogIndex,
  policy: RefreshPolicy,
  at: number,
): RefreshReview {
  const changes = diffCatalogs(inForce, fetched, policy.referenceOf).map((change): ReviewedChange => {
    const requests = policy.requestsByKey.get(change.key) ?? 0;
    const deservesReview = change.isQuarantined || (policy.holdUsed && requests > 0 && change.kind === "changed");
    return { ...change, requests, isHeld: deservesReview || policy.rejected.has(change.key) };
  });
  const held = new Set(changes.filter(({ isHeld }) => isHeld).map(({ key }) => key));
  return {
    changes: changes.sort((a, b) => b.requests - a.requests || heldFirst(a, b)),
    next: nextCatalog(inForce, fetched, held, at),
  };
}

const heldFirst = (a: ReviewedChange, b: ReviewedChange): number => (a.isHeld === b.isHeld ? 0 : a.isHeld ? -1 : 1);
