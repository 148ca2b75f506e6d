/**
 * The answer to "which price applies", with its reason.
 * Errors  falling to the default, or to nothing, is an answer.
 */
import type { CatalogHit } from "./catalog-view";
import type { PriceTerms, PriceVersion } from "./price-terms";

export const PRICING_SOURCES = [
  "local-exact",
  "local-wildcard",
  "catalog-scoped",
  "catalog-bare",
  "default",
  "none",
] as const;
export type PricingSource = (typeof PRICING_SOURCES)[number];

export type PriceRequest = Readonly<{
  /** The name the user sent, never the one the gateway resolved it to. */
  model: string;
  /** As the event names it. */
  provider?: string | undefined;
  /** Of the connected server the event came by; asked only when neither the event nor the price book's entry names one. */
  serverProvider?: string | undefined;
  /** Epoch ms UTC of the event. */
  at: number;
}>;

export const RESOLUTION_WARNINGS = [
  "provider-mismatch",
  "provider-guessed",
  "price-postdates-event",
  "removed-upstream",
  /** The entry was written from the default price. */
  "placeholder-price",
] as const;
export type ResolutionWarning = (typeof RESOLUTION_WARNINGS)[number];

/** Who told the provider, in the order they are asked. `detected` is a guess: a word in the name. */
export const PROVIDER_ORIGINS = ["event", "entry", "server", "prefix", "detected"] as const;
export type ProviderOrigin = (typeof PROVIDER_ORIGINS)[number];

type Common = Readonly<{
  /** LiteLLM id the chain used; undefined when neither given nor detected. */
  provider: string | undefined;
  providerFrom: ProviderOrigin | undefined;
  warnings: readonly ResolutionWarning[];
}>;

export type LocalResolution = Common &
  Readonly<{
    source: "local-exact" | "local-wildcard" | "default";
    terms: PriceTerms;
    version: PriceVersion;
  }>;

export type CatalogResolution = Common &
  Readonly<{ source: "catalog-scoped" | "catalog-bare"; terms: PriceTerms; hit: CatalogHit }>;

export type NoResolution = Common & Readonly<{ source: "none" }>;

export type Resolution = LocalResolution | CatalogResolution | NoResolution;

/** `error`: strict, the default entry never answers. */
export type OnUnpriced = "default" | "error";

/** Who told a provider, in words that follow it: "openai, guessed from the name". */
export const PROVIDER_ORIGIN_WORDS: Readonly<Record<ProviderOrigin, string>> = {
  event: "given with the request",
  entry: "by the entry of the price book",
  server: "by the connected server",
  prefix: "before the slash of the name",
  detected: "guessed from the name",
};
