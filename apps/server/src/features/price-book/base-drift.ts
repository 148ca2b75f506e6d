/**
 * How far a copy stands from the price of its base as it is now: what a sync of custom names would change.
 * Units   differences as @ratecard/pricing: decimal text, from our price to the base's.
 * Source  the chain prices the base, never the default; an entry is not its own base.
 */
import { copiedTerms, resolveBase } from "@ratecard/discovery";
import { diffTerms, type PricingSource, type TermsChange } from "@ratecard/pricing";
import type { PricesNow } from "#server/pricing/live-prices";
import type { StoredPrice } from "#server/entries/rows";

export type BaseDrift = Readonly<{
  /** The rung that prices the base; null: nothing does but the default. */
  source: PricingSource | null;
  /** Empty: they agree. */
  differences: readonly TermsChange[];
}>;

/** undefined: the entry is no copy. */
export function baseDrift({ view, terms }: StoredPrice, prices: PricesNow, at: number): BaseDrift | undefined {
  const { copiedFrom: base, copiedFromProvider: provider, model } = view;
  if (base === undefined) return undefined;
  const found = resolveBase(model, { model: base, provider }, { ...prices, at });
  const after = found.source === "none" ? undefined : copiedTerms(found.terms, prices.settings, terms);
  if (!after) return { source: null, differences: [] };
  return { source: found.source, differences: diffTerms(terms, after) };
}
