/**
 * Refreshes the catalogue: fetch, accept or refuse, save as a snapshot that is in force from now, with the record of what
 * changed. Another source than before is another catalogue: it replaces the old one whole, but for rates that look like a mistake.
 * Errors  CATALOG_REFUSED with the reason; the last good snapshot stays in force and the state says so. JOB_RUNNING when another
 *         refresh is at it.
 */
import { type CatalogIndex, diffCatalogs, type ReviewedChange } from "@ratecard/catalog";
import type { FailingCase } from "@ratecard/contract";
import { type Database, withSession } from "@ratecard/prisma";
import { DomainError } from "#server/errors/domain-error";
import { type AcceptedCases, acceptedCases } from "#server/impact/failing-cases";
import type { LoadedSnapshot } from "#server/pricing/load-catalog";
import { catalogReference } from "#server/pricing/second-reference";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { type CatalogState, catalogState } from "./catalog-state";
import { insertChanges, type NewChange, supersedeOpen } from "./change-rows";
import { type CatalogContent, fetchAccepted } from "./fetch-catalog";
import { type FetchedReview, type RefreshImpact, reviewFetched } from "./review-fetched";
import { addSnapshot, recordAttempt, requestsByKey } from "./rows";

export type RefreshedCatalog = CatalogState &
  Readonly<{
    outcome: "changed" | "unchanged";
    /** On the requests of the last 30 days; null: nothing changed. */
    impact: RefreshImpact | null;
  }>;
type Outcome = Pick<RefreshedCatalog, "outcome" | "impact">;
const UNCHANGED: Outcome = { outcome: "unchanged", impact: null };
type Refreshing = Omit<ActingContext, "requestId"> & Readonly<{ signal?: AbortSignal }>;

export async function refreshCatalog(ctx: Refreshing): Promise<RefreshedCatalog> {
  const outcome = await withRefreshLock(ctx.db, () => refresh(ctx));
  if (outcome === null) throw new DomainError("JOB_RUNNING", { kind: "A refresh of the catalogue" });
  return { ...(await catalogState(ctx)), ...outcome };
}

async function refresh(ctx: Refreshing): Promise<Outcome> {
  const source = ctx.env.LITELLM_CATALOG_URL;
  const latest = (await ctx.prices.refresh()).snapshots.at(-1);
  const held = latest?.source === source ? latest : undefined;
  const fetched = await fetchAccepted(ctx, held, ctx.signal);
  if (fetched.outcome === "refused") return refuse(ctx, source, fetched.problem);
  if (fetched.outcome === "unchanged") {
    await recordAttempt(ctx.db, ctx.clock(), null);
    return UNCHANGED;
  }
  const review = await reviewFetched(ctx, { latest, held }, fetched.index, ctx.clock());
  const cases = await accepted(ctx, review.impact.inForce.failingCases);
  await save(ctx, source, fetched, review, cases);
  return { outcome: "changed", impact: review.impact };
}

/** A refresh that nobody watches is not taken while it fails a golden case; the state says so. */
async function accepted(ctx: Refreshing, cases: readonly FailingCase[]): Promise<AcceptedCases> {
  try {
    return acceptedCases(ctx, cases);
  } catch (error) {
    if (error instanceof DomainError) await recordAttempt(ctx.db, ctx.clock(), error.message);
    throw error;
  }
}

async function save(
  ctx: Refreshing,
  source: string,
  { content, index: fetched }: Readonly<{ content: CatalogContent; index: CatalogIndex }>,
  review: FetchedReview,
  cases: AcceptedCases,
): Promise<void> {
  const origin = source.startsWith("file:") ? "file" : "litellm";
  const fetchedAt = ctx.clock();
  const entryCount = fetched.entries.size;
  const details = (snapshotId: string) => ({
    snapshotId,
    sha256: content.sha256,
    entryCount,
    ...review.counts,
    ...cases,
  });
  await write(ctx, { action: "catalog.refresh", subject: source, details }, async (tx) => {
    const snapshotId = await addSnapshot(tx, { origin, source, ...content, ...review.body, entryCount, fetchedAt });
    await supersedeOpen(tx, review.standing);
    await insertChanges(tx, snapshotId, review.changes);
    return snapshotId;
  });
  await recordAttempt(ctx.db, ctx.clock(), null);
  await ctx.prices.refresh();
}

async function refuse({ db, clock }: Refreshing, source: string, problem: string): Promise<never> {
  const error = new DomainError("CATALOG_REFUSED", { source, problem });
  await recordAttempt(db, clock(), error.message);
  throw error;
}

/**
 * null: another one is at it. The lock has a session of its own, for it is held while the work asks the pool; it ends with the
 * session, so a killed server leaves none behind.
 */
export const withRefreshLock = <T>({ pool }: Pick<Database, "pool">, work: () => Promise<T>): Promise<T | null> =>
  withSession(pool.options, "ratecard refresh", async (client) => {
    const { rows } = await client.query<{ got: boolean }>(
      "SELECT pg_try_advisory_lock(hashtext('ratecard catalog refresh')) AS got",
    );
    return rows[0]?.got === true ? work() : null;
  });

/** `isHeld`: it would wait for somebody, and the old price would stay in force meanwhile. */
type PreviewedChange = Omit<ReviewedChange, "litellmProvider"> & Readonly<{ litellmProvider: string | null }>;

type RefreshPreview = Readonly<{
  outcome: "changed" | "unchanged";
  source: string;
  /** Of what was fetched; null when it is the same as before. */
  entryCount: number | null;
  /** Another source than the one in force: a refresh would replace it whole, but for rates that look like a mistake. */
  isOtherSource: boolean;
  changes: readonly PreviewedChange[];
  /** On the requests of the last 30 days; null: nothing would change. */
  impact: RefreshImpact | null;
}>;

/**
 * What a refresh would change, what would be held first. Nothing is written, not even that somebody looked.
 * Units   texts as @ratecard/pricing's diffTerms; requests of the last 30 days.
 * Errors  CATALOG_REFUSED, as the refresh would.
 */
export async function previewRefresh(ctx: ActingContext): Promise<RefreshPreview> {
  const source = ctx.env.LITELLM_CATALOG_URL;
  const inForce = (await ctx.prices.refresh()).snapshots.at(-1);
  const held = inForce?.source === source ? inForce : undefined;
  const isOtherSource = inForce !== undefined && held === undefined;
  const fetched = await fetchAccepted(ctx, held);
  if (fetched.outcome === "refused") throw new DomainError("CATALOG_REFUSED", { source, problem: fetched.problem });
  if (fetched.outcome === "unchanged") {
    return { outcome: "unchanged", source, entryCount: null, isOtherSource, changes: [], impact: null };
  }
  const review = await reviewFetched(ctx, { latest: inForce, held }, fetched.index, ctx.clock());
  const recorded = review.changes.map(heldOrNot);
  const changes = held ? recorded : [...recorded, ...(await replaced(ctx, inForce, fetched.index, recorded))];
  const entryCount = fetched.index.entries.size;
  const { impact } = review;
  return { outcome: "changed", source, entryCount, isOtherSource, changes: changes.map(viewOf), impact };
}

const heldOrNot = (change: NewChange): ReviewedChange => ({ ...change, isHeld: change.held !== null });

async function replaced(
  { db, prices, clock }: ActingContext,
  inForce: LoadedSnapshot | undefined,
  fetched: CatalogIndex,
  held: readonly ReviewedChange[],
): Promise<ReviewedChange[]> {
  if (!inForce) return [];
  const requests = await requestsByKey(db.pool, prices.now(), fetched, clock());
  const heldKeys = new Set(held.map(({ key }) => key));
  const changes = diffCatalogs(inForce.index(), fetched, await catalogReference(clock().getTime()));
  return changes
    .filter(({ key }) => !heldKeys.has(key))
    .map((change) => ({ ...change, requests: requests.get(change.key) ?? 0, isHeld: false }))
    .sort((a, b) => b.requests - a.requests);
}

const viewOf = ({ key, kind, litellmProvider, fields, problems, isDoubtful, requests, isHeld }: ReviewedChange) => ({
  key,
  kind,
  litellmProvider: litellmProvider ?? null,
  fields,
  problems,
  isDoubtful,
  requests,
  isHeld,
});
