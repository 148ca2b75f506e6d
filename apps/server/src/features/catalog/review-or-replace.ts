/** What becomes of a fetched catalogue: reviewed change by change, or, from another source, taken whole. */
import type { CatalogIndex } from "@ratecard/catalog";
import type { ActingContext } from "#server/context";
import { impactOfCatalog } from "#server/impact/impact-of-catalog";
import type { LoadedSnapshot } from "#server/pricing/load-catalog";
import { type FetchedReview, NOTHING_REVIEWED, reviewFetched } from "./review-fetched";

const NO_CATALOG: CatalogIndex = { entries: new Map(), pricedCount: 0 };

/** `held`: the latest, when it is of the same source. */
export async function reviewOrReplace(
  ctx: Omit<ActingContext, "requestId">,
  { latest, held }: Readonly<{ latest: LoadedSnapshot | undefined; held: LoadedSnapshot | undefined }>,
  fetched: CatalogIndex,
): Promise<FetchedReview> {
  if (held) return reviewFetched(ctx, held, fetched, ctx.clock());
  const before = latest?.index() ?? NO_CATALOG;
  const keys = new Set([...before.entries.keys(), ...fetched.entries.keys()]);
  return { ...NOTHING_REVIEWED, impact: { inForce: await impactOfCatalog(ctx, before, fetched, keys), waiting: null } };
}
