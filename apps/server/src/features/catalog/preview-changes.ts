/**
 * What accepting changes of the catalogue would have meant for the requests of the last 30 days, change by change and in total.
 * Units   decimal strings in USD; `models` of the answer are catalogue keys. Errors: NOT_FOUND; nothing is written.
 */
import { withAccepted } from "@ratecard/catalog";
import type { PreviewChanges } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { impactOfCatalog } from "#server/impact/impact-of-catalog";
import type { PricesImpact } from "#server/impact/measure-impact";
import { openChanges } from "./open-changes";

export async function previewChanges(ctx: ActingContext, { changeIds }: PreviewChanges): Promise<PricesImpact> {
  const latest = ctx.prices.now().snapshots.at(-1);
  if (!latest) throw new DomainError("NOT_FOUND", { what: "catalogue", name: "in force" });
  const entries = (await openChanges(ctx, changeIds, ["held", "rejected"])).map(({ entry }) => entry);
  const keys = new Set(entries.map(({ key }) => key));
  return impactOfCatalog(ctx, latest.index(), withAccepted(latest.index(), entries), keys);
}
