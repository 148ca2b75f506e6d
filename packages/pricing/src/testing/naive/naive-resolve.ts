/** The five rungs straight from the written rules, over plain arrays. In tests only. */
import type { TermsJson } from "../../terms-json";

export type NaiveVersion = Readonly<{
  versionId: string;
  model: string;
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
  isMismatch: boolean;
}>;

export function naiveResolve(
  versions: readonly NaiveVersion[],
  catalog: readonly NaiveEntry[],
  request: Readonly<{ model: string; provider: string | undefined; at: number }>,
): NaiveAnswer {
  const { model, at } = request;
  const provider = request.provider === "google" ? "gemini" : (request.provider ?? detected(model));
  const usable = versions.filter(
    ({ isActive, validFrom, validUntil, terms }) =>
      isActive && (validFrom ?? 0) <= at && (validUntil === null || at < validUntil) && statesPrice(terms),
  );
  const named = usable.filter((version) => version.model !== "default" && !version.model.endsWith("*"));
  const exact =
    named.find((version) => version.model === model) ??
    byName(named.filter((version) => key(version.model) === key(model)))[0];
  if (exact) return local("local-exact", exact, provider);
  const prefixes = usable.filter(
    (version) => version.model.endsWith("*") && key(model).startsWith(key(version.model.slice(0, -1))),
  );
  const longest = byName(prefixes).toSorted((a, b) => key(b.model).length - key(a.model).length)[0];
  if (longest) return local("local-wildcard", longest, provider);
  const priced = catalog.filter(({ unpriced }) => !unpriced);
  const scoped = priced.find((entry) => entry.key === `${provider}/${model}`);
  if (scoped) return { source: "catalog-scoped", id: scoped.key, terms: scoped.terms, provider, isMismatch: false };
  const bare = priced.find((entry) => entry.key === model);
  if (bare) {
    const isMismatch = provider !== undefined && provider !== bare.provider;
    return { source: "catalog-bare", id: bare.key, terms: bare.terms, provider, isMismatch };
  }
  const fallback = usable.find((version) => version.model === "default");
  return fallback
    ? local("default", fallback, provider)
    : { source: "none", id: undefined, terms: undefined, provider, isMismatch: false };
}

/** Rates that hold only above a threshold or in a service tier are no price by themselves. */
const statesPrice = ({ ratesPer1M, perRequestUsd, tiers, unitsUsd, queryTiers }: TermsJson): boolean =>
  perRequestUsd !== undefined ||
  [ratesPer1M, tiers, unitsUsd, queryTiers].some((part) => Object.keys(part ?? {}).length > 0);

const key = (name: string): string => name.split(".").join("");

const byName = (versions: readonly NaiveVersion[]): readonly NaiveVersion[] =>
  versions.toSorted((a, b) => (a.model < b.model ? -1 : 1));

const local = (source: string, version: NaiveVersion, provider: string | undefined): NaiveAnswer => ({
  source,
  id: version.versionId,
  terms: version.terms,
  provider,
  isMismatch: false,
});

/** Enough for the names of the generated world. */
const detected = (model: string): string | undefined =>
  model.includes("gpt") ? "openai" : model.includes("claude") ? "anthropic" : undefined;
