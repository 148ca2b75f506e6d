/** The five rungs straight from the written rules, over plain arrays. In tests only. */
import type { TermsJson } from "../../terms-json";
import { naiveKeys, naiveProvider, type NaiveProvider, type NaiveRequest } from "./naive-provider";

export type NaiveVersion = Readonly<{
  versionId: string;
  model: string;
  provider: string;
  isActive: boolean;
  validFrom: number | null;
  validUntil: number | null;
  terms: TermsJson;
}>;
export type NaiveEntry = Readonly<{ key: string; provider: string; unpriced: boolean; terms: TermsJson }>;

export type NaiveAnswer = Readonly<{
  source: string;
  id: string | undefined;
  terms: TermsJson | undefined;
  provider: string | undefined;
  isGuessed: boolean;
  isMismatch: boolean;
}>;

export function naiveResolve(
  versions: readonly NaiveVersion[],
  catalog: readonly NaiveEntry[],
  request: NaiveRequest,
): NaiveAnswer {
  const { model, at } = request;
  const usable = versions.filter(
    ({ isActive, validFrom, validUntil, terms }) =>
      isActive && (validFrom ?? 0) <= at && (validUntil === null || at < validUntil) && statesPrice(terms),
  );
  const named = usable.filter((version) => version.model !== "default" && !version.model.endsWith("*"));
  const exact =
    named.find((version) => version.model === model) ??
    byName(named.filter((version) => key(version.model) === key(model)))[0];
  if (exact) return local("local-exact", exact, naiveProvider(request, exact.provider));
  const prefixes = usable.filter(
    (version) => version.model.endsWith("*") && key(model).startsWith(key(version.model.slice(0, -1))),
  );
  const longest = byName(prefixes).toSorted((a, b) => key(b.model).length - key(a.model).length)[0];
  if (longest) return local("local-wildcard", longest, naiveProvider(request, longest.provider));
  const known = naiveProvider(request, null);
  const { provider } = known;
  const priced = (key: string) => catalog.find((entry) => entry.key === key && !entry.unpriced);
  const keys = naiveKeys(model, provider);
  const scoped = keys.scoped.flatMap((key) => priced(key) ?? [])[0];
  if (scoped) return { ...known, source: "catalog-scoped", id: scoped.key, terms: scoped.terms, isMismatch: false };
  const bare = keys.bare.flatMap((key) => priced(key) ?? [])[0];
  if (bare) {
    const isMismatch = provider !== undefined && family(provider) !== bare.provider;
    return { ...known, source: "catalog-bare", id: bare.key, terms: bare.terms, isMismatch };
  }
  const fallback = usable.find((version) => version.model === "default");
  return fallback
    ? local("default", fallback, known)
    : { ...known, source: "none", id: undefined, terms: undefined, isMismatch: false };
}

/** Enough for the generated world: its rows are of openai, anthropic and cohere. */
const family = (provider: string): string => (provider === "cohere_chat" ? "cohere" : provider);

/** Rates that hold only above a threshold or in a service tier are no price by themselves. */
const statesPrice = ({ perRequest, tiers, perUnit, queryTiers, ...others }: TermsJson): boolean =>
  perRequest !== undefined ||
  Object.keys(others).some((field) => field.endsWith("Per1M")) ||
  [tiers, perUnit, queryTiers].some((part) => Object.keys(part ?? {}).length > 0);

const key = (name: string): string => name.split(".").join("");

const byName = (versions: readonly NaiveVersion[]): readonly NaiveVersion[] =>
  versions.toSorted((a, b) => (a.model < b.model ? -1 : 1));

const local = (source: string, version: NaiveVersion, known: NaiveProvider): NaiveAnswer => ({
  ...known,
  source,
  id: version.versionId,
  terms: version.terms,
  isMismatch: false,
});
