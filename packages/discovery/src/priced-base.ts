/**
 * A model whose price another entry takes, and what prices it: the chain's answer, never the default.
 * Time    `at`, epoch ms UTC. Errors: none; a base without a price is an answer.
 */
import type { PriceReference } from "@ratecard/changes";
import {
  type CatalogView,
  type CostSettings,
  createPriceBook,
  isPricedByCounts,
  normalisedKey,
  perRequestToStore,
  type PriceBook,
  type PriceTerms,
  type PricingSource,
  type Resolution,
  resolve,
  typicalPerRequest,
} from "@ratecard/pricing";

/** `provider`: LiteLLM's id; undefined when nobody states one. */
export type BaseModel = Readonly<{ model: string; provider: string | undefined }>;

/** Without terms nothing prices it but the default. */
export type PricedBase = BaseModel &
  Readonly<{
    terms: PriceTerms | undefined;
    source: PricingSource | undefined;
    /** The entry or catalogue key that answers. */
    key: string | undefined;
    /** Whose catalogue price it is, when it is of another provider's family than the base. */
    otherProvider: string | undefined;
    /** The provider a new entry at this price belongs to. */
    owner: string | undefined;
  }>;

export type Prices = Readonly<{ book: PriceBook; catalog: CatalogView; at: number }>;

export const isBase = (base: BaseModel, wanted: BaseModel): boolean =>
  base.model === wanted.model && base.provider === wanted.provider;

/** The default is no price of a model, and so is what stands for one. */
export function pricedBase(base: BaseModel, resolution: Resolution): PricedBase {
  if (resolution.source === "none" || resolution.source === "default" || isPlaceholder(resolution)) {
    const nothing = { terms: undefined, source: undefined, key: undefined, otherProvider: undefined };
    return { ...base, ...nothing, owner: resolution.provider };
  }
  const { source, terms } = resolution;
  if (!("hit" in resolution)) {
    const { model, provider } = resolution.version;
    return { ...base, terms, source, key: model, otherProvider: undefined, owner: base.provider ?? provider };
  }
  const { hit, warnings } = resolution;
  const otherProvider = warnings.includes("provider-mismatch") ? hit.litellmProvider : undefined;
  const owner = base.provider ?? resolution.provider ?? hit.litellmProvider;
  return { ...base, terms, source, key: hit.key, otherProvider, owner };
}

/** A custom name's own entry, met by its normalised key (`gpt-41` for `gpt-4.1`), is no price of its base. */
export function resolveBase(
  customName: string,
  { model, provider }: BaseModel,
  { book, catalog, at }: Prices,
): Resolution {
  const found = resolve(book, catalog, { model, provider, at }, "error");
  if (!("version" in found) || found.version.model !== customName) return found;
  const key = normalisedKey(model);
  const others = (book.normalised.get(key) ?? []).filter((line) => line.model !== customName);
  const without = { ...book, normalised: book.normalised.with(new Map([[key, others]])) };
  return resolve(without, catalog, { model, provider, at }, "error");
}

const NO_ENTRIES = createPriceBook([]);

/** By the catalogue alone. */
export const catalogBase = (base: BaseModel, catalog: CatalogView, at: number): PricedBase =>
  pricedBase(base, resolve(NO_ENTRIES, catalog, { ...base, at }, "error"));

/** What another catalogue says of a base, to tell a mistaken unit by. Empty when it does not know the model. */
export function secondReferences(
  base: BaseModel,
  second: CatalogView | undefined,
  at: number,
): readonly PriceReference[] {
  const found = second && catalogBase(base, second, at);
  return found?.terms && found.otherProvider === undefined
    ? [{ evidence: "second-reference", terms: found.terms }]
    : [];
}

/** A copy says what its base says. undefined: nothing says what a request without known tokens costs. */
export const copiedTerms = (
  base: PriceTerms,
  settings: CostSettings,
  standing: PriceTerms | undefined,
): PriceTerms | undefined => withPerRequest(base, perRequestToStore(base, settings) ?? standing?.perRequest);

/** The catalogue's price with the price per request recomputed by the typical formula. */
export const recomputedTerms = (
  base: PriceTerms,
  settings: CostSettings,
  standing: PriceTerms | undefined,
): PriceTerms | undefined =>
  withPerRequest(base, typicalPerRequest(base, settings) ?? base.perRequest ?? standing?.perRequest);

/** A price by other units alone needs no price per request. */
function withPerRequest(terms: PriceTerms, perRequest: PriceTerms["perRequest"]): PriceTerms | undefined {
  if (perRequest !== undefined) return { ...terms, perRequest };
  return isPricedByCounts(terms) ? terms : undefined;
}

/** Whether what prices a name only stands for a price: the default's, written under the name until a person sets one. */
export const isPlaceholder = ({ warnings }: Resolution): boolean => warnings.includes("placeholder-price");
