/**
 * The catalogue's two rungs: `provider/model`, then `model`.
 * Rules   an unpriced entry is passed over, it does not make the model free.
 */
import type { CatalogHit, CatalogView } from "./catalog-view";
import { ownPrefixes, providerFamily } from "./providers";
import type { Lookup, Observe } from "./trace";

export function findScoped(
  catalog: CatalogView,
  provider: string | undefined,
  model: string,
  at: number,
  observe?: Observe,
): CatalogHit | undefined {
  if (provider !== undefined) return findFirst(catalog, "catalog-scoped", scopedKeys(provider, model), at, observe);
  const lookup = { rung: "catalog-scoped", lookedUp: model, matchedBy: "catalog-key" } as const;
  observe?.({ ...lookup, outcome: "skipped", reason: "provider-unknown" });
  return undefined;
}

export const findBare = (
  catalog: CatalogView,
  provider: string | undefined,
  model: string,
  at: number,
  observe?: Observe,
): CatalogHit | undefined => findFirst(catalog, "catalog-bare", bareKeys(provider, model), at, observe);

/** A bare key of another family than the known provider is a hit, with a warning. */
export const isProviderMismatch = (hit: CatalogHit, provider: string | undefined): boolean =>
  provider !== undefined &&
  hit.litellmProvider !== undefined &&
  providerFamily(hit.litellmProvider) !== providerFamily(provider);

type CatalogRung = "catalog-scoped" | "catalog-bare";

function findFirst(
  catalog: CatalogView,
  rung: CatalogRung,
  keys: readonly CatalogKey[],
  at: number,
  observe: Observe | undefined,
): CatalogHit | undefined {
  for (const { key, matchedBy } of keys) {
    const hit = findKey(catalog, { rung, lookedUp: key, matchedBy }, at, observe);
    if (hit) return hit;
  }
  return undefined;
}

function findKey(
  catalog: CatalogView,
  lookup: Pick<Lookup, "rung" | "lookedUp" | "matchedBy">,
  at: number,
  observe: Observe | undefined,
): CatalogHit | undefined {
  const hit = catalog.lookup(lookup.lookedUp, at);
  if (!hit) {
    const isEmpty = observe && catalog.snapshotAt(at) === undefined;
    observe?.({ ...lookup, outcome: "miss", reason: isEmpty ? "no-catalog" : "no-entry" });
    return undefined;
  }
  observe?.({
    ...lookup,
    outcome: hit.unpriced ? "skipped" : "hit",
    reason: reasonOf(hit),
    catalogKey: hit.key,
    snapshotId: hit.snapshotId,
  });
  return hit.unpriced ? undefined : hit;
}

function reasonOf({ isHeld, unpriced }: CatalogHit): Lookup["reason"] {
  if (isHeld) return "held-for-review";
  return unpriced ? "unpriced-entry" : "in-force";
}

export type CatalogKey = Readonly<{ key: string; matchedBy: Lookup["matchedBy"] }>;

/**
 * The keys of rung 3, in their order; none while the provider is unknown.
 *   openai, gpt-4o             rung 3: openai/gpt-4o           rung 4: gpt-4o
 *   openai, openai/gpt-4o      rung 3: openai/gpt-4o           rung 4: gpt-4o
 *   openai, ft:gpt-4o:acme::x  rung 3: openai/ft:gpt-4o:...    rung 4: ft:gpt-4o:acme::x, ft:gpt-4o
 * A prefix is not put twice, a fine-tune has the price of its base; nothing else is cut off.
 */
export function scopedKeys(provider: string | undefined, model: string): readonly CatalogKey[] {
  if (provider === undefined) return [];
  const prefix = ownPrefix(provider, model);
  const [before, name] = prefix === undefined ? [`${provider}/`, model] : [prefix, model.slice(prefix.length)];
  return withBase(name, prefix === undefined ? "catalog-key" : "own-prefix", before);
}

/** Rung 4. */
export function bareKeys(provider: string | undefined, model: string): readonly CatalogKey[] {
  const prefix = provider === undefined ? undefined : ownPrefix(provider, model);
  return prefix === undefined
    ? withBase(model, "catalog-key", "")
    : withBase(model.slice(prefix.length), "without-prefix", "");
}

/** The prefix of its own provider that a name brings along. */
const ownPrefix = (provider: string, model: string): string | undefined =>
  ownPrefixes(provider).find((prefix) => model.startsWith(prefix) && model.length > prefix.length);

function withBase(name: string, matchedBy: Lookup["matchedBy"], before: string): readonly CatalogKey[] {
  const base = fineTuneBase(name);
  const own: CatalogKey = { key: before + name, matchedBy };
  return base === undefined ? [own] : [own, { key: before + base, matchedBy: "fine-tune-base" }];
}

/** OpenAI's ids of fine-tunes: `ft:BASE:org:name:id`, the catalogue lists `ft:BASE`. */
const fineTuneBase = (name: string): string | undefined => /^ft:[^:]+(?=:)/.exec(name)?.[0];
