/**
 * What changed between two catalogues, key by key.
 *
 * Units   texts as @ratecard/pricing's diffTerms.
 * Source  a tombstone of the older catalogue counts as absent: a key that comes back is `restored`.
 */
import { diffTerms, isSuspiciousMove, NO_TERMS, type TermsChange } from "@ratecard/pricing";
import type { CatalogEntry, CatalogIndex } from "./catalog-index";

export type CatalogChange = Readonly<{
  key: string;
  kind: "added" | "removed" | "changed" | "restored";
  /** Every price that differs; for an added key all of its prices, for a removed one all it had. */
  fields: readonly TermsChange[];
  litellmProvider: string | undefined;
  /** A price moved 10x or more, to or from zero, or away: not in force before somebody accepts it. */
  isQuarantined: boolean;
}>;

/** In the order of the keys; keys whose prices are equal are left out. */
export function diffCatalogs(from: CatalogIndex, to: CatalogIndex): readonly CatalogChange[] {
  const keys = new Set([...from.entries.keys(), ...to.entries.keys()]);
  return [...keys].sort().flatMap((key) => changeOf(key, from.entries.get(key), to.entries.get(key)) ?? []);
}

function changeOf(
  key: string,
  from: CatalogEntry | undefined,
  to: CatalogEntry | undefined,
): CatalogChange | undefined {
  const kind = kindOf(from, to);
  if (!kind) return undefined;
  const fields = diffTerms(from?.terms ?? NO_TERMS, (kind === "removed" ? undefined : to?.terms) ?? NO_TERMS);
  if (kind === "changed" && fields.length === 0) return undefined;
  const isComparable = kind === "changed" || kind === "restored";
  return {
    key,
    kind,
    fields,
    litellmProvider: (to ?? from)?.litellmProvider,
    isQuarantined: isComparable && fields.some(({ move }) => isSuspiciousMove(move)),
  };
}

function kindOf(from: CatalogEntry | undefined, to: CatalogEntry | undefined): CatalogChange["kind"] | undefined {
  if (!isListed(to)) return isListed(from) ? "removed" : undefined;
  if (isListed(from)) return "changed";
  return from ? "restored" : "added";
}

const isListed = (entry: CatalogEntry | undefined): boolean => entry !== undefined && entry.removedSince === undefined;
