/**
 * Prices that a request may truly have, when its own name has none or a doubtful one; the most probable first, each with its reason.
 * Time    prices as of `at`, epoch ms UTC. Errors: none; no candidate is an answer.
 * Rules   nothing here prices a request: a person decides which candidate becomes a price.
 */
import type { CatalogView } from "./catalog-view";
import { suggestionEvidence } from "./hints";
import type { NameDifference, NearName } from "./nearest-names";
import { EMPTY_BOOK, type PriceBook } from "./price-book";
import type { PriceTerms } from "./price-terms";
import type { PricingSource, Resolution } from "./resolution";
import { resolve } from "./resolve";

/** What speaks for a price, in the order of how much it says. */
export const PRICE_EVIDENCE = [
  "name",
  "alias",
  "reported",
  "served-model",
  "case",
  "prefix",
  "fine-tune",
  "variant",
  "version",
  "typo",
] as const;
export type PriceEvidence = (typeof PRICE_EVIDENCE)[number];

export type PriceCandidate = Readonly<{
  evidence: Exclude<PriceEvidence, "reported">;
  /** The known name whose price it is. */
  name: string;
  provider: string | undefined;
  source: PricingSource;
  terms: PriceTerms;
}>;

export type SentName = Readonly<{
  model: string;
  provider: string | undefined;
  at: number;
  /** The models behind it where it is an alias, and those that served it, most requests first. */
  aliasOf: readonly string[];
  servedBy: readonly string[];
  near: readonly NearName[];
  /** Its own price is what is doubted. */
  isPriceDoubted: boolean;
}>;

export function priceCandidates(book: PriceBook, catalog: CatalogView, sent: SentName): readonly PriceCandidate[] {
  const { model, aliasOf, servedBy, near } = sent;
  const found: PriceCandidate[] = [...ownCandidates(book, catalog, sent)];
  const names: readonly (readonly [PriceCandidate["evidence"], string])[] = [
    ...aliasOf.map((name) => ["alias", name] as const),
    ...servedBy.map((name) => ["served-model", name] as const),
    ...near.map(({ difference, name }) => [difference, name] as const),
  ];
  const looked = new Set([model]);
  for (const [evidence, name] of names) {
    if (looked.has(name)) continue;
    looked.add(name);
    const resolution = resolve(book, catalog, { model: name, provider: sent.provider, at: sent.at }, "error");
    found.push(...candidateOf(evidence, name, resolution));
  }
  const weight = ({ evidence }: PriceCandidate) => PRICE_EVIDENCE.indexOf(evidence);
  return found.sort((a, b) => weight(a) - weight(b));
}

/** The price book's own price, else the catalogue's under the name; of a doubted one only what does not stand. */
function ownCandidates(book: PriceBook, catalog: CatalogView, sent: SentName): readonly PriceCandidate[] {
  const request = { model: sent.model, provider: sent.provider, at: sent.at };
  const standing = resolve(book, catalog, request, "error");
  const listed = resolve(EMPTY_BOOK, catalog, request, "error");
  const own = sent.isPriceDoubted ? [] : candidateOf("name", sent.model, standing);
  if (own.length > 0 || standing.source === listed.source) return own;
  return candidateOf("name", sent.model, listed);
}

function candidateOf(
  evidence: PriceCandidate["evidence"],
  name: string,
  resolution: Resolution,
): readonly PriceCandidate[] {
  const { source, provider, warnings } = resolution;
  if (source === "none" || source === "default" || warnings.includes("placeholder-price")) return [];
  return [{ evidence, name, provider, source, terms: resolution.terms }];
}

/** Why it may be the true price, as words after the name. */
export function candidateReason({ evidence, name, source }: Omit<PriceCandidate, "terms" | "provider">): string {
  switch (evidence) {
    case "name":
      return source.startsWith("catalog") ? "the catalogue has a price under this very name" : "it has a price by now";
    case "alias":
      return "the model behind this custom name";
    case "served-model":
      return "the model that served it";
    default:
      return nearReason(evidence, name, source);
  }
}

const nearReason = (difference: NameDifference, name: string, source: PricingSource): string =>
  suggestionEvidence({ name, difference, edits: 0, source }) ?? "spelled almost alike";
