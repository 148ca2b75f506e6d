/**
 * The catalogue's two rungs: `provider/model`, then `model`; which keys these are is said in catalog-keys.ts.
 *
 * Source  pricing.md section 3: an unpriced entry is passed over, it does not make the model free.
 */
import { bareKeys, type CatalogKey, scopedKeys } from "./catalog-keys";
import type { CatalogHit, CatalogView } from "./catalog-view";
import { providerFamily } from "./providers";
import type { Lookup, Observe } from "./trace";

export function findScoped(
  catalog: CatalogView,
  provider: string | undefined,
  model: string,
  at: number,
  observe?: Observe,
): CatalogHit | undefined {
  if (provider !== undefined) return findFirst(catalog, "catalog-scoped", scopedKeys(provider, model), at, observe);
  const asked = { rung: "catalog-scoped", lookedUp: model, matchedBy: "catalog-key" } as const;
  observe?.({ ...asked, outcome: "skipped", reason: "provider-unknown" });
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
  asked: Pick<Lookup, "rung" | "lookedUp" | "matchedBy">,
  at: number,
  observe: Observe | undefined,
): CatalogHit | undefined {
  const hit = catalog.lookup(asked.lookedUp, at);
  if (!hit) {
    const isEmpty = observe && catalog.snapshotAt(at) === undefined;
    observe?.({ ...asked, outcome: "miss", reason: isEmpty ? "no-catalog" : "no-entry" });
    return undefined;
  }
  observe?.({
    ...asked,
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
