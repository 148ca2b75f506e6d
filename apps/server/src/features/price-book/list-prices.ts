/**
 * The whole price book in one answer: every entry with its use in the last 30 days, its drift from the catalogue and, of a copy, from
 * its base.
 * Units   decimal strings, USD; requests as counts. Time: days of UTC, today included.
 */
import { copiedTerms, resolveBase } from "@ratecard/discovery";
import { parseRatePer1M, percentDifferenceOfRates } from "@ratecard/money";
import {
  type CatalogView,
  createPriceBook,
  DEFAULT_MODEL,
  diffTerms,
  isWildcard,
  type PricingSource,
  RATE_FIELDS,
  type RateField,
  resolve,
  type TermsChange,
  termsToJson,
} from "@ratecard/pricing";
import { type KnownPrices, knownPrices } from "#server/entries/known-prices";
import type { PriceView, StoredPrice } from "#server/entries/rows";
import { usageOfModels } from "#server/impact/usage-of-models";
import type { PricesNow } from "#server/pricing/live-prices";
import type { ActingContext } from "#server/services/context";

export type ListedPrice = PriceView &
  Readonly<{
    /** Of requests sent under this very name. Missing: there were none. */
    usage?: Readonly<{ requests: number; costUsd: string }>;
    drift?: CatalogDrift;
    /** Of copies only. */
    baseDrift?: BaseDrift;
  }>;

export type PriceList = Readonly<{
  prices: readonly ListedPrice[];
  /** Rises with every change of a price, whoever made it. */
  pricesVersion: string;
}>;

export async function listPrices({ db, prices, clock }: ActingContext): Promise<PriceList> {
  const now = clock();
  // Before the rows are read: a change in between is found by the next look, not missed.
  const pricesNow = prices.now();
  const pricesVersion = pricesNow.version.toString();
  const [known, usage] = await Promise.all([knownPrices(db.pool), usageOfModels(db.pool, now)]);
  const driftOf = driftsFrom(pricesNow.catalog, known, now.getTime());
  return {
    pricesVersion,
    prices: known.stored.map((price, at) => {
      const { view } = price;
      const used = usage.get(view.model);
      const drift = driftOf[at];
      const copied = baseDrift(price, pricesNow, now.getTime());
      return { ...view, ...(used && { usage: used }), ...(drift && { drift }), ...(copied && { baseDrift: copied }) };
    }),
  };
}

type Drifts = readonly (CatalogDrift | undefined)[];
const keptDrifts = new WeakMap<KnownPrices, Readonly<{ catalog: CatalogView; drifts: Drifts }>>();

/** In the order of the entries; compared again when the price book or the catalogue is another. */
function driftsFrom(catalog: CatalogView, known: KnownPrices, at: number): Drifts {
  const kept = keptDrifts.get(known);
  if (kept?.catalog === catalog) return kept.drifts;
  const drifts = known.stored.map(({ view }) => catalogDrift(view, catalog, at));
  keptDrifts.set(known, { catalog, drifts });
  return drifts;
}

/**
 * How far a copy stands from the price of its base as it is now: what a sync of custom names would change.
 * Units   differences as @ratecard/pricing: decimal text, from our price to the base's.
 * Source  the chain prices the base, never the default; an entry is not its own base.
 */
type BaseDrift = Readonly<{
  /** The rung that prices the base; null: nothing does but the default. */
  source: PricingSource | null;
  /** Empty: they agree. */
  differences: readonly TermsChange[];
}>;

/** undefined: the entry is no copy. */
function baseDrift({ view, terms }: StoredPrice, prices: PricesNow, at: number): BaseDrift | undefined {
  const { copiedFrom: base, copiedFromProvider: provider, model } = view;
  if (base === undefined) return undefined;
  const found = resolveBase(model, { model: base, provider }, { ...prices, at });
  const after = found.source === "none" ? undefined : copiedTerms(found.terms, prices.settings, terms);
  if (!after) return { source: null, differences: [] };
  return { source: found.source, differences: diffTerms(terms, after) };
}

/**
 * How far an entry stands from what the catalogue in force says of the same name.
 * Units   decimal strings, USD per 1,000,000 tokens; percent of the catalogue's price, positive when ours is dearer.
 * Source  the catalogue rungs of the chain itself: what would price the name if the entry were gone.
 */
type CatalogDrift = Readonly<{
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
function catalogDrift(view: PriceView, catalog: CatalogView, at: number): CatalogDrift | undefined {
  if (view.model === DEFAULT_MODEL || isWildcard(view.model)) return undefined;
  const found = resolve(NO_ENTRIES, catalog, { model: view.model, provider: view.provider, at });
  if (!("hit" in found)) return undefined;
  const theirs = termsToJson(found.terms);
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
