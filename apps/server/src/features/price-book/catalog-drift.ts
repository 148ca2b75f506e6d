/**
 * How far an entry stands from what the catalogue in force says of the same name.
 * Units   decimal strings, USD per 1,000,000 tokens; percent of the catalogue's price, positive when ours is dearer.
 * Source  the catalogue rungs of the chain itself: what would price the name if the entry were gone.
 */
import { RATE_FIELDS, type RateField } from "@ratecard/contract";
import { parseRatePer1M, percentDifferenceOfRates } from "@ratecard/money";
import { type CatalogView, createPriceBook, DEFAULT_MODEL, isWildcard, resolve } from "@ratecard/pricing";
import { formOfTerms } from "#server/pricing/price-form";
import type { PriceView } from "#server/entries/rows";

export type CatalogDrift = Readonly<{
  catalogKey: string;
  source: "catalog-scoped" | "catalog-bare";
  /** A bare key of another provider's family. */
  isOtherProvider?: true;
  /** Empty: they agree. */
  differences: readonly RateDifference[];
}>;

type RateDifference = Readonly<{ field: RateField; ours?: string; theirs: string; percent?: string }>;

const NO_ENTRIES = createPriceBook([]);

/** undefined: the catalogue does not know the name, or the entry is no model's. */
export function catalogDrift(view: PriceView, catalog: CatalogView, at: number): CatalogDrift | undefined {
  if (view.model === DEFAULT_MODEL || isWildcard(view.model)) return undefined;
  const found = resolve(NO_ENTRIES, catalog, { model: view.model, provider: view.provider, at });
  if (!("hit" in found)) return undefined;
  const theirs = formOfTerms(found.terms);
  return {
    catalogKey: found.hit.key,
    source: found.source,
    ...(found.warnings.includes("provider-mismatch") && { isOtherProvider: true }),
    differences: RATE_FIELDS.flatMap((field) => differenceOf(field, view[field], theirs[field])),
  };
}

/** A kind only one side names is no drift: each falls back by its own rules. Input and output have no fallback. */
function differenceOf(field: RateField, ours: string | undefined, theirs: string | undefined): RateDifference[] {
  if (theirs === undefined || ours === theirs) return [];
  if (ours === undefined) return field === "inputPer1M" || field === "outputPer1M" ? [{ field, theirs }] : [];
  const [own, other] = [parseRatePer1M(ours), parseRatePer1M(theirs)];
  const percent = own.ok && other.ok ? percentDifferenceOfRates(other.value, own.value) : undefined;
  return [{ field, ours, theirs, ...(percent !== undefined && { percent }) }];
}
