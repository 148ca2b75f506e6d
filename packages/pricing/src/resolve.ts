/**
 * Chooses the price that applies to one request.
 * Time    windows and snapshots in force at the event's time, UTC.
 * Errors  none: the default entry, or nothing, is an answer. Total and deterministic.
 * Order   the five rungs in their order; explain.ts walks the same rungs.
 */
import { findBare, findScoped, isProviderMismatch } from "./catalog-rungs";
import type { CatalogHit, CatalogView } from "./catalog-view";
import { findDefault, findExact, findWildcard } from "./local-rungs";
import type { PriceBook } from "./price-book";
import type { PriceVersion } from "./price-terms";
import { type KnownProvider, knownProvider } from "./providers";
import type {
  CatalogResolution,
  LocalResolution,
  OnUnpriced,
  PriceRequest,
  Resolution,
  ResolutionWarning,
} from "./resolution";

export function resolve(
  book: PriceBook,
  catalog: CatalogView,
  request: PriceRequest,
  onUnpriced: OnUnpriced = "default",
): Resolution {
  const { model, at } = request;
  const exact = findExact(book, model, at);
  if (exact) return localResolution("local-exact", exact, request);
  const wildcard = findWildcard(book, model, at);
  if (wildcard) return localResolution("local-wildcard", wildcard, request);
  const known = knownProvider(request);
  const scoped = findScoped(catalog, known.provider, model, at);
  if (scoped) return catalogResolution("catalog-scoped", scoped, known);
  const bare = findBare(catalog, known.provider, model, at);
  if (bare) return catalogResolution("catalog-bare", bare, known);
  const fallback = onUnpriced === "error" ? undefined : findDefault(book, at);
  return fallback
    ? localResolution("default", fallback, request)
    : { source: "none", ...known, warnings: guessWarnings(known) };
}

/** An entry knows the provider of the names it prices; the default entry is for names of any provider. */
export function localResolution(
  source: LocalResolution["source"],
  version: PriceVersion,
  request: PriceRequest,
): LocalResolution {
  const known = knownProvider(request, source === "default" ? undefined : version.provider);
  const warnings: ResolutionWarning[] = [...guessWarnings(known)];
  if (isPlaceholder(source, version)) warnings.push("placeholder-price");
  return { source, terms: version.terms, version, ...known, warnings };
}

/** The default entry is flagged as such already. */
const isPlaceholder = (source: LocalResolution["source"], version: PriceVersion): boolean =>
  source !== "default" && version.isPlaceholder === true;

export function catalogResolution(
  source: CatalogResolution["source"],
  hit: CatalogHit,
  known: KnownProvider,
): CatalogResolution {
  const warnings: ResolutionWarning[] = [...guessWarnings(known)];
  if (source === "catalog-bare" && isProviderMismatch(hit, known.provider)) warnings.push("provider-mismatch");
  if (hit.postdatesEvent) warnings.push("price-postdates-event");
  if (hit.isTombstone) warnings.push("removed-upstream");
  return { source, terms: hit.terms, hit, ...known, warnings };
}

const guessWarnings = ({ providerFrom }: KnownProvider): readonly ResolutionWarning[] =>
  providerFrom === "detected" ? ["provider-guessed"] : [];
