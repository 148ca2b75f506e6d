/**
 * Refreshes the catalogue: fetch, accept or refuse, save as a snapshot that is in force from now, with the record of what
 * changed. Another source than before is another catalogue: it replaces the old one whole, and nothing is held.
 * Errors  CATALOG_REFUSED with the reason; the last good snapshot stays in force and the state says so. JOB_RUNNING when another
 *         refresh is at it.
 */
import { acceptCatalog, type CatalogIndex } from "@ratecard/catalog";
import type { ActingContext } from "#server/context";
import { DomainError } from "#server/errors/domain-error";
import { impactOfCatalog } from "#server/impact/impact-of-catalog";
import type { LoadedSnapshot } from "#server/pricing/load-catalog";
import { write } from "#server/write/write";
import { type CatalogState, catalogState } from "./catalog-state";
import { insertChanges, supersedeOpen } from "./change-rows";
import { type CatalogContent, fetchCatalog } from "./fetch-catalog";
import { type FetchedReview, NOTHING_REVIEWED, type RefreshImpact, reviewFetched } from "./review-fetched";
import { refusedSentence } from "./refused-sentence";
import { withRefreshLock } from "./refresh-lock";
import { addSnapshot, recordAttempt } from "./rows";

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
  const fetched = await fetchCatalog(source, {
    etag: held?.etag ?? null,
    allowPrivate: ctx.env.ALLOW_PRIVATE_NETWORKS,
    ...(ctx.signal && { signal: ctx.signal }),
  });
  ctx.signal?.throwIfAborted();
  if (!fetched.ok) return refuse(ctx, source, fetched.problem.replace(/\.$/, ""));
  if (fetched.content === null || fetched.content.sha256 === held?.sha256) {
    await recordAttempt(ctx.db, ctx.clock(), null);
    return UNCHANGED;
  }
  const accepted = acceptCatalog(fetched.content.text, held?.index());
  if (!accepted.ok) return refuse(ctx, source, refusedSentence(accepted.problem, accepted.detail));
  const review = await reviewOf(ctx, latest, held, accepted.index);
  await save(ctx, source, fetched.content, accepted.index, review);
  return { outcome: "changed", impact: review.impact };
}

const NO_CATALOG: CatalogIndex = { entries: new Map(), pricedCount: 0 };

/** A catalogue that replaces another whole is not reviewed change by change. */
async function reviewOf(
  ctx: Refreshing,
  latest: LoadedSnapshot | undefined,
  held: LoadedSnapshot | undefined,
  fetched: CatalogIndex,
): Promise<FetchedReview> {
  if (held) return reviewFetched(ctx, held, fetched, ctx.clock());
  const before = latest?.index() ?? NO_CATALOG;
  const keys = new Set([...before.entries.keys(), ...fetched.entries.keys()]);
  return { ...NOTHING_REVIEWED, impact: { inForce: await impactOfCatalog(ctx, before, fetched, keys), waiting: null } };
}

async function save(
  ctx: Refreshing,
  source: string,
  content: CatalogContent,
  fetched: CatalogIndex,
  review: FetchedReview,
): Promise<void> {
  const origin = source.startsWith("file:") ? "file" : "litellm";
  const fetchedAt = ctx.clock();
  const entryCount = fetched.entries.size;
  const details = (snapshotId: string) => ({ snapshotId, sha256: content.sha256, entryCount, ...review.counts });
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
