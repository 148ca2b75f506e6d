/**
 * What changed between two catalogues, key by key, and which of it looks like a mistake.
 * Units   texts as @ratecard/pricing's diffTerms.
 * Source  a tombstone of the older catalogue counts as absent: a key that comes back is `restored`. An entry that was held is
 *         `added` again.
 */
import {
  diffTerms,
  newRateProblems,
  NO_TERMS,
  type PriceTerms,
  type RateProblem,
  suspiciousMoves,
  type TermsChange,
} from "@ratecard/pricing";
import { type CatalogEntry, type CatalogIndex, isListed } from "./catalog-index";

export type CatalogChange = Readonly<{
  key: string;
  kind: "added" | "removed" | "changed" | "restored";
  /** Every price that differs; for an added key all of its prices, for a removed one all it had. */
  fields: readonly TermsChange[];
  litellmProvider: string | undefined;
  /** Rates that look like a mistake and did not stand before. */
  problems: readonly RateProblem[];
  /** One of them, or a price that moved 10x or more, to or from zero, or away: not in force before it is accepted. */
  isDoubtful: boolean;
}>;

/** In the order of the keys; keys whose prices are equal are left out. */
export function diffCatalogs(
  from: CatalogIndex,
  to: CatalogIndex,
  referenceOf: ReferenceOf = NO_REFERENCE,
): readonly CatalogChange[] {
  const keys = new Set([...from.entries.keys(), ...to.entries.keys()]);
  return [...keys]
    .sort()
    .flatMap((key) => changeOf(key, from.entries.get(key), to.entries.get(key), referenceOf) ?? []);
}

function changeOf(
  key: string,
  from: CatalogEntry | undefined,
  to: CatalogEntry | undefined,
  referenceOf: ReferenceOf,
): CatalogChange | undefined {
  const kind = kindOf(from, to);
  if (!kind) return undefined;
  const [before, after] = [from?.terms ?? NO_TERMS, (isListed(to) ? to.terms : undefined) ?? NO_TERMS];
  const fields = diffTerms(before, after);
  if (kind === "changed" && fields.length === 0) return undefined;
  const references = to && kind !== "removed" ? referenceOf(to) : [];
  const problems = newRateProblems(before, after, references);
  const isComparable = kind === "changed" || kind === "restored";
  const isFar = isComparable && suspiciousMoves(fields, before, after, references).length > 0;
  const litellmProvider = (to ?? from)?.litellmProvider;
  return { key, kind, fields, litellmProvider, problems, isDoubtful: isFar || problems.length > 0 };
}

function kindOf(from: CatalogEntry | undefined, to: CatalogEntry | undefined): CatalogChange["kind"] | undefined {
  if (!isListed(to)) return isListed(from) ? "removed" : undefined;
  if (from?.removedSince !== undefined) return "restored";
  return isListed(from) ? "changed" : "added";
}

export type ReferenceOf = (entry: CatalogEntry) => readonly PriceTerms[];

/**
 * What an independent price list says of a catalogue's entry: to doubt its rates by, never to price by.
 * Source  the key itself, else without what stands before its slashes: a seller is compared with the maker or another seller.
 */
export const NO_REFERENCE: ReferenceOf = () => [];

export const referenceFrom =
  ({ entries }: CatalogIndex): ReferenceOf =>
  ({ key }) => {
    for (const name of shorterAndShorter(key)) {
      const found = entries.get(name);
      if (isListed(found) && !found.unpriced) return [found.terms];
    }
    return [];
  };

function* shorterAndShorter(key: string): Generator<string> {
  for (let start = 0; ; start = key.indexOf("/", start) + 1) {
    yield key.slice(start);
    if (key.indexOf("/", start) === -1) return;
  }
}
