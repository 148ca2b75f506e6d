/** What to say beside a miss: near names, an unknown provider, an old catalogue. Time: epoch ms UTC. */
import type { CatalogView } from "./catalog-view";
import { type NearName, nearestNames } from "./nearest-names";
import { linesOf, type PriceBook } from "./price-book";
import { DEFAULT_MODEL } from "./price-version";
import type { PriceRequest } from "./resolution";
import { knownProvider } from "./resolve";

const STALE_AFTER_MS = 24 * 60 * 60 * 1000;

export type Hint =
  | Readonly<{ kind: "nearest-names"; names: readonly NearName[] }>
  | Readonly<{ kind: "provider-not-detected" }>
  | Readonly<{ kind: "catalog-missing" }>
  | Readonly<{ kind: "catalog-stale"; ageMs: number; source: string }>;

/** `now` is the reader's clock: a catalogue's age is told as of now, names as of the event. */
export function hintsFor(book: PriceBook, catalog: CatalogView, request: PriceRequest, now: number): readonly Hint[] {
  const hints: Hint[] = [];
  const names = nearestNames(request.model, knownNames(book, catalog, request.at));
  if (names.length > 0) hints.push({ kind: "nearest-names", names });
  if (knownProvider(request).provider === undefined) hints.push({ kind: "provider-not-detected" });
  return [...hints, ...catalogHints(catalog, now)];
}

export function catalogHints(catalog: CatalogView, now: number): readonly Hint[] {
  const snapshot = catalog.snapshotAt(now);
  if (!snapshot) return [{ kind: "catalog-missing" }];
  const ageMs = now - snapshot.fetchedAt;
  return ageMs > STALE_AFTER_MS ? [{ kind: "catalog-stale", ageMs, source: snapshot.source }] : [];
}

function* knownNames(book: PriceBook, catalog: CatalogView, at: number): Generator<string> {
  for (const { model } of linesOf(book)) if (model !== DEFAULT_MODEL) yield model;
  yield* catalog.keysAt(at);
}
