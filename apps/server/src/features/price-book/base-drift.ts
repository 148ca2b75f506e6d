/**
 * How far a copy stands from the price of its base as it is now: what a sync of custom names would change.
 * Units   differences as @ratecard/discovery: decimal text, from our price to the base's.
 * Source  the chain prices the base, never the default; an entry is not its own base.
 */
import { copiedTerms, type TermDifference, termDifferences } from "@ratecard/discovery";
import { createPriceBook, linesOf, type PricingSource, resolve } from "@ratecard/pricing";
import type { PricesNow } from "#server/pricing/live-prices";
import type { StoredPrice } from "./rows";

export type BaseDrift = Readonly<{
  /** The rung that prices the base; null: nothing does but the default. */
  source: PricingSource | null;
  /** Empty: they agree. */
  differences: readonly TermDifference[];
}>;

/** undefined: the entry is no copy. */
export function baseDrift({ view, terms }: StoredPrice, prices: PricesNow, at: number): BaseDrift | undefined {
  const { copiedFrom: base, copiedFromProvider: provider, model } = view;
  if (base === undefined) return undefined;
  const { catalog, settings } = prices;
  const request = { model: base, provider, at };
  const first = resolve(prices.book, catalog, request, "error");
  const isItself = "version" in first && first.version.model === model;
  const found = isItself ? resolve(bookWithout(prices, model), catalog, request, "error") : first;
  const after = found.source === "none" ? undefined : copiedTerms(found.terms, settings, terms);
  if (!after) return { source: null, differences: [] };
  return { source: found.source, differences: termDifferences(terms, after) };
}

const bookWithout = ({ book }: PricesNow, model: string) =>
  createPriceBook([...linesOf(book)].filter((line) => line.model !== model).flatMap(({ versions }) => versions));
