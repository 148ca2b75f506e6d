/**
 * What to say beside an answer: near names, who told the provider, an old catalogue.
 * Time    `now` is the reader's clock: a catalogue's age is told as of now, names as of the event. Epoch ms UTC.
 * Rules   what no rung matches is a suggestion, with its evidence.
 */
import type { CatalogView } from "./catalog-view";
import { nameParts, nearestNames, type NearName } from "./nearest-names";
import { linesOf, type PriceBook } from "./price-book";
import { DEFAULT_MODEL } from "./price-terms";
import { knownProvider, providerFamily } from "./providers";
import type { PriceRequest, PricingSource, Resolution } from "./resolution";
import { resolve } from "./resolve";

const STALE_AFTER_MS = 24 * 60 * 60 * 1000;
const MOST_OF_PROVIDER = 3;

/** `source`: the rung that prices this name by itself; `none`: nothing does. */
export type SuggestedName = NearName & Readonly<{ source: PricingSource }>;

export type Hint =
  | Readonly<{ kind: "nearest-names"; names: readonly SuggestedName[] }>
  /** The price found is another provider's; these are names of the request's own. */
  | Readonly<{ kind: "names-of-provider"; provider: string; names: readonly SuggestedName[] }>
  | Readonly<{ kind: "free-variant"; model: string }>
  | Readonly<{ kind: "provider-not-detected" }>
  | Readonly<{ kind: "provider-guessed"; provider: string }>
  | Readonly<{ kind: "catalog-missing" }>
  | Readonly<{ kind: "catalog-stale"; ageMs: number; source: string }>;

/** Of a name that has no price, or only the default one. */
export function hintsFor(book: PriceBook, catalog: CatalogView, request: PriceRequest, now: number): readonly Hint[] {
  const { provider, providerFrom } = knownProvider(request);
  const hints: Hint[] = [];
  const names = nearestNames(request.model, knownNames(book, catalog, request.at), { provider });
  if (names.length > 0) hints.push({ kind: "nearest-names", names: withSources(names, book, catalog, request) });
  const isGiven = providerFrom === "event" || providerFrom === "server";
  const isAtOpenRouter = provider === "openrouter" || !isGiven;
  if (isAtOpenRouter && nameParts(request.model).variant === "free") {
    hints.push({ kind: "free-variant", model: request.model });
  }
  if (provider === undefined) hints.push({ kind: "provider-not-detected" });
  else if (providerFrom === "detected") hints.push({ kind: "provider-guessed", provider });
  return [...hints, ...catalogHints(catalog, now)];
}

/** Of a name that has a price. */
export function hintsOfPrice(
  resolution: Resolution,
  book: PriceBook,
  catalog: CatalogView,
  request: PriceRequest,
  now: number,
): readonly Hint[] {
  const { provider, providerFrom, warnings } = resolution;
  const hints: Hint[] = [];
  if (provider !== undefined && warnings.includes("provider-mismatch")) {
    const names = namesOfProvider(provider, catalog, request);
    if (names.length > 0) {
      hints.push({ kind: "names-of-provider", provider, names: withSources(names, book, catalog, request) });
    }
  }
  if (provider !== undefined && providerFrom === "detected") hints.push({ kind: "provider-guessed", provider });
  return [...hints, ...catalogHints(catalog, now)];
}

function catalogHints(catalog: CatalogView, now: number): readonly Hint[] {
  const snapshot = catalog.snapshotAt(now);
  if (!snapshot) return [{ kind: "catalog-missing" }];
  const ageMs = now - snapshot.fetchedAt;
  return ageMs > STALE_AFTER_MS ? [{ kind: "catalog-stale", ageMs, source: snapshot.source }] : [];
}

function namesOfProvider(provider: string, catalog: CatalogView, { model, at }: PriceRequest): readonly NearName[] {
  const family = providerFamily(provider);
  return nearestNames(model, catalog.keysAt(at), { provider, limit: Number.POSITIVE_INFINITY })
    .filter(({ name, difference }) => {
      const seller = difference === "typo" ? undefined : catalog.lookup(name, at)?.litellmProvider;
      return seller !== undefined && providerFamily(seller) === family;
    })
    .slice(0, MOST_OF_PROVIDER);
}

const withSources = (
  names: readonly NearName[],
  book: PriceBook,
  catalog: CatalogView,
  { at }: PriceRequest,
): readonly SuggestedName[] =>
  names.map((near) => ({ ...near, source: resolve(book, catalog, { model: near.name, at }, "error").source }));

function* knownNames(book: PriceBook, catalog: CatalogView, at: number): Generator<string> {
  for (const { model } of linesOf(book)) if (model !== DEFAULT_MODEL) yield model;
  yield* catalog.keysAt(at);
}

const HOUR_MS = 60 * 60 * 1000;

/** One sentence for each hint, with the evidence of what it suggests. */
export function hintSentence(hint: Hint): string {
  switch (hint.kind) {
    case "nearest-names":
      return `Nearest known names: ${hint.names.map(withEvidence).join(", ")}.`;
    case "names-of-provider":
      return `Names of ${hint.provider} in the catalogue: ${hint.names.map(withEvidence).join(", ")}.`;
    case "free-variant":
      return `OpenRouter serves names that end in ":free" for nothing. If it serves this one, price "${hint.model}" at 0.`;
    case "provider-not-detected":
      return "Provider not detected: send the provider with the request.";
    case "provider-guessed":
      return `The provider is guessed from the name (${hint.provider}). Send it with the request.`;
    case "catalog-missing":
      return "No catalogue is loaded.";
    case "catalog-stale":
      return `The catalogue (${hint.source}) is ${Math.floor(hint.ageMs / HOUR_MS)} hours old.`;
  }
}

const withEvidence = (suggested: SuggestedName): string => {
  const evidence = suggestionEvidence(suggested);
  return evidence === null ? suggested.name : `${suggested.name} (${evidence})`;
};

/** Why a name is suggested; null: it is spelled almost alike. */
export function suggestionEvidence({ name, difference, source }: SuggestedName): string | null {
  const reason = reasonOf(name, difference);
  const price = source === "none" ? "has no price either" : null;
  const parts = [reason, price].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join("; ");
}

function reasonOf(name: string, difference: SuggestedName["difference"]): string | null {
  const { variant, tune, version } = nameParts(name);
  switch (difference) {
    case "case":
      return "only letter case or dots differ";
    case "variant":
      return variant === "" ? "the model without the route after the colon" : `the model by the route ":${variant}"`;
    case "fine-tune":
      return tune === "" ? "the model it is tuned from" : "fine-tunes of the model";
    case "version":
      return version === "" ? "the name without a date or version" : "another date or version";
    case "prefix":
      return "the same model under another prefix";
    case "typo":
      return null;
  }
}

/** The strict mode's error text; hints follow on their own lines. */
export const strictError = (model: string, hints: readonly Hint[] = []): string =>
  [
    `No pricing found for model [${model}]. Add it to the price book or contribute the model at https://github.com/BerriAI/litellm`,
    ...hints.map(hintSentence),
  ].join("\n");
