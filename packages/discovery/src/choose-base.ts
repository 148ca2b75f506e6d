/**
 * Which of a custom name's bases gives the price: the one picked, the one copied before, or any of those that cost the same.
 * Errors  undefined: they differ and nobody has decided, or one of several has no price; never a guess.
 */
import { chargingFingerprint } from "./same-terms";
import type { BaseModel, PricedBase, SyncEntry } from "./sync-decision";

export function chosenBase(
  bases: readonly PricedBase[],
  picked: BaseModel | undefined,
  entry: SyncEntry | undefined,
): PricedBase | undefined {
  if (picked) return bases.find((base) => isBase(base, picked));
  const copied = entry && entry.copiedFrom !== null ? remembered(bases, entry) : undefined;
  if (copied) return copied;
  const prices = new Set(bases.map(({ terms }) => (terms ? chargingFingerprint(terms) : null)));
  return prices.size === 1 ? bases[0] : undefined;
}

/** A copy from before providers were kept is of the base that has this name, if there is but one. */
function remembered(bases: readonly PricedBase[], { copiedFrom, copiedFromProvider }: SyncEntry) {
  const named = bases.filter(({ model }) => model === copiedFrom);
  if (named.length === 1) return named[0];
  return named.find(({ provider }) => (provider ?? null) === copiedFromProvider);
}

export const isBase = (base: BaseModel, wanted: BaseModel): boolean =>
  base.model === wanted.model && base.provider === wanted.provider;
