/**
 * The catalogue's two rungs: `provider/model`, then `model`; keys are taken as they are.
 *
 * Source  pricing.md section 3: an unpriced entry is passed over, it does not make the model free.
 */
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
  if (provider !== undefined) return findKey(catalog, "catalog-scoped", `${provider}/${model}`, at, observe);
  observe?.({ ...asked("catalog-scoped", model), outcome: "skipped", reason: "provider-unknown" });
  return undefined;
}

export const findBare = (catalog: CatalogView, model: string, at: number, observe?: Observe): CatalogHit | undefined =>
  findKey(catalog, "catalog-bare", model, at, observe);

/** A bare key of another family than the known provider is a hit, with a warning. */
export const isProviderMismatch = (hit: CatalogHit, provider: string | undefined): boolean =>
  provider !== undefined &&
  hit.litellmProvider !== undefined &&
  providerFamily(hit.litellmProvider) !== providerFamily(provider);

function findKey(
  catalog: CatalogView,
  rung: "catalog-scoped" | "catalog-bare",
  key: string,
  at: number,
  observe: Observe | undefined,
): CatalogHit | undefined {
  const hit = catalog.lookup(key, at);
  if (!hit) {
    const isEmpty = observe && catalog.snapshotAt(at) === undefined;
    observe?.({ ...asked(rung, key), outcome: "miss", reason: isEmpty ? "no-catalog" : "no-entry" });
    return undefined;
  }
  observe?.({
    ...asked(rung, key),
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

const asked = (rung: Lookup["rung"], lookedUp: string): Pick<Lookup, "rung" | "lookedUp" | "matchedBy"> => ({
  rung,
  lookedUp,
  matchedBy: "catalog-key",
});
