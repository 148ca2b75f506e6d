/**
 * What a refresh would change, what would be held first. Nothing is written, not even that somebody looked.
 * Units   texts as @ratecard/pricing's diffTerms; requests of the last 30 days.
 * Errors  CATALOG_REFUSED, as the refresh would.
 */
import { type CatalogIndex, diffCatalogs, type ReviewedChange } from "@ratecard/catalog";
import { DomainError } from "#server/errors/domain-error";
import type { LoadedSnapshot } from "#server/pricing/load-catalog";
import { catalogReference } from "#server/pricing/second-reference";
import type { ActingContext } from "#server/services/context";
import type { NewChange } from "./change-rows";
import { fetchAccepted } from "./fetch-catalog";
import { type RefreshImpact, reviewFetched } from "./review-fetched";
import { requestsByKey } from "./rows";

/** `isHeld`: it would wait for somebody, and the old price would stay in force meanwhile. */
export type PreviewedChange = Omit<ReviewedChange, "litellmProvider"> & Readonly<{ litellmProvider: string | null }>;

export type RefreshPreview = Readonly<{
  outcome: "changed" | "unchanged";
  source: string;
  /** Of what was fetched; null when it is the same as before. */
  entryCount: number | null;
  /** Another source than the one in force: a refresh would replace it whole, but for rates that can hardly be meant. */
  isOtherSource: boolean;
  changes: readonly PreviewedChange[];
  /** On the requests of the last 30 days; null: nothing would change. */
  impact: RefreshImpact | null;
}>;

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

const viewOf = ({ key, kind, litellmProvider, fields, problems, isQuarantined, requests, isHeld }: ReviewedChange) => ({
  key,
  kind,
  litellmProvider: litellmProvider ?? null,
  fields,
  problems,
  isQuarantined,
  requests,
  isHeld,
});
