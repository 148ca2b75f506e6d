/**
 * Which changes of a refresh apply at once, and which wait for a person.
 * Rules   doubtful changes always wait for somebody; by setting, so does every change of
 *         a model with traffic.
 */
import { termsToJson } from "@ratecard/pricing";
import { asHeld, type CatalogEntry, type CatalogIndex, indexOf, isListed } from "./catalog-index";
import { type CatalogChange, diffCatalogs, type ReferenceOf } from "./diff-catalogs";

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
    const deservesReview = change.isDoubtful || (policy.holdUsed && requests > 0 && change.kind === "changed");
    return { ...change, requests, isHeld: deservesReview || policy.rejected.has(change.key) };
  });
  const held = new Set(changes.filter(({ isHeld }) => isHeld).map(({ key }) => key));
  return {
    changes: changes.sort((a, b) => b.requests - a.requests || heldFirst(a, b)),
    next: nextCatalog(inForce, fetched, held, at),
  };
}

const heldFirst = (a: ReviewedChange, b: ReviewedChange): number => (a.isHeld === b.isHeld ? 0 : a.isHeld ? -1 : 1);

/**
 * `fetched` with the keys of `held` as they were in `inForce`, or without a price where none was, and everything `fetched` no
 * longer lists as a tombstone.
 */
export function nextCatalog(
  inForce: CatalogIndex,
  fetched: CatalogIndex,
  held: ReadonlySet<string>,
  at: number,
): CatalogIndex {
  const entries = new Map<string, CatalogEntry>();
  for (const [key, entry] of fetched.entries) {
    entries.set(key, held.has(key) ? standingOf(inForce.entries.get(key), entry) : entry);
  }
  for (const [key, entry] of inForce.entries) {
    if (!entries.has(key) && entry.isHeld !== true)
      entries.set(key, { ...entry, removedSince: entry.removedSince ?? at });
  }
  return indexOf(entries);
}

const standingOf = (old: CatalogEntry | undefined, fetched: CatalogEntry): CatalogEntry =>
  old === undefined || old.isHeld === true ? asHeld(fetched) : old;

/** `inForce` with the accepted entries in place of its own. */
export const withAccepted = (inForce: CatalogIndex, accepted: readonly CatalogEntry[]): CatalogIndex =>
  indexOf(new Map([...inForce.entries, ...accepted.map((entry) => [entry.key, entry] as const)]));

/**
 * Whether two catalogues have the same prices, provider and kind for every model in force. Notes may differ: a LiteLLM proxy
 * adds some while it runs (`supported_openai_params`, `key`), which makes no new catalogue.
 */
export function isSameCatalog(a: CatalogIndex, b: CatalogIndex): boolean {
  const [left, right] = [listed(a), listed(b)];
  if (left.length !== right.length) return false;
  return left.every((entry) => {
    const other = b.entries.get(entry.key);
    return isListed(other) && (entry === other || textOf(entry) === textOf(other));
  });
}

const listed = ({ entries }: CatalogIndex): readonly CatalogEntry[] => [...entries.values()].filter(isListed);

const textOf = ({ terms, litellmProvider, mode, unpriced }: CatalogEntry): string =>
  JSON.stringify([termsToJson(terms), litellmProvider, mode, unpriced]);
