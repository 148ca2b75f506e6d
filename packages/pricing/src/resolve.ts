/**
 * Chooses the price that applies to one request.
 *
 * Time    windows and snapshots in force at the event's time, UTC.
 * Errors  none: the default entry, or nothing, is an answer. Total and deterministic.
 * Source  pricing.md section 3, the five rungs in their order; explain.ts walks the same rungs.
 */
import { findBare, findScoped, isProviderMismatch } from "./catalog-rungs";
import type { CatalogHit, CatalogView } from "./catalog-view";
import { findDefault, findExact, findWildcard } from "./local-rungs";
import type { PriceBook } from "./price-book";
import type { PriceVersion } from "./price-version";
import { detectProvider, providerId } from "./providers";
import type {
  CatalogResolution,
  LocalResolution,
  OnUnpriced,
  PriceRequest,
  Resolution,
  ResolutionWarning,
} from "./resolution";

export type KnownProvider = Readonly<{ provider: string | undefined; isProviderDetected: boolean }>;

export function resolve(
  book: PriceBook,
  catalog: CatalogView,
  request: PriceRequest,
  onUnpriced: OnUnpriced = "default",
): Resolution {
  const { model, at } = request;
  const known = knownProvider(request);
  const exact = findExact(book, model, at);
  if (exact) return localResolution("local-exact", exact, known);
  const wildcard = findWildcard(book, model, at);
  if (wildcard) return localResolution("local-wildcard", wildcard, known);
  const scoped = findScoped(catalog, known.provider, model, at);
  if (scoped) return catalogResolution("catalog-scoped", scoped, known);
  const bare = findBare(catalog, model, at);
  if (bare) return catalogResolution("catalog-bare", bare, known);
  const fallback = onUnpriced === "error" ? undefined : findDefault(book, at);
  return fallback ? localResolution("default", fallback, known) : { source: "none", ...known, warnings: [] };
}

/** Given by the event or the server, else detected from the name. */
export function knownProvider({ provider, model }: PriceRequest): KnownProvider {
  if (provider !== undefined && provider.trim() !== "") {
    return { provider: providerId(provider), isProviderDetected: false };
  }
  const detected = detectProvider(model);
  return { provider: detected, isProviderDetected: detected !== undefined };
}

export const localResolution = (
  source: LocalResolution["source"],
  version: PriceVersion,
  known: KnownProvider,
): LocalResolution => ({
  source,
  terms: version.terms,
  version,
  ...known,
  warnings: isPlaceholder(source, version) ? ["placeholder-price"] : [],
});

/** The default entry is flagged as such already. */
const isPlaceholder = (source: LocalResolution["source"], version: PriceVersion): boolean =>
  source !== "default" && version.isPlaceholder === true;

export function catalogResolution(
  source: CatalogResolution["source"],
  hit: CatalogHit,
  known: KnownProvider,
): CatalogResolution {
  const warnings: ResolutionWarning[] = [];
  if (source === "catalog-bare" && isProviderMismatch(hit, known.provider)) warnings.push("provider-mismatch");
  if (hit.postdatesEvent) warnings.push("price-postdates-event");
  if (hit.isTombstone) warnings.push("removed-upstream");
  return { source, terms: hit.terms, hit, ...known, warnings };
}
