/**
 * What another catalogue would have changed for the requests of the last 30 days; the price book stays.
 * Units   decimal strings in USD; the parts of the answer are by the changed catalogue key that prices or priced them.
 */
import { type CatalogIndex, createCatalogView } from "@ratecard/catalog";
import type { Resolution } from "@ratecard/pricing";
import type { CaseChange } from "./failing-cases";
import { type Measuring, measureImpact, type PricesImpact } from "./measure-impact";

/** `changed`: the keys that differ. */
export async function impactOfCatalog(
  ctx: Measuring,
  before: CatalogIndex,
  after: CatalogIndex,
  changed: ReadonlySet<string>,
): Promise<PricesImpact> {
  const { book } = ctx.prices.now();
  const keyOf = (found: Resolution) => ("hit" in found && changed.has(found.hit.key) ? found.hit.key : undefined);
  return measureImpact(
    ctx,
    { book, catalog: viewOf(before) },
    { book, catalog: viewOf(after) },
    { nameOf: (sent, old, new_) => keyOf(new_) ?? keyOf(old) ?? sent, cases: catalogCases(ctx, after) },
  );
}

/** A catalogue comes into force now. */
export function catalogCases({ prices, clock }: Measuring, after: CatalogIndex): CaseChange {
  const now = clock().getTime();
  return { after: { book: prices.now().book, catalog: viewOf(after) }, since: now, moments: [now] };
}

/** A catalogue as if it were in force always. */
export const viewOf = (index: CatalogIndex) =>
  createCatalogView([{ id: "", source: "", fetchedAt: 0, inForceFrom: 0, inForceUntil: null, index }]);
