/**
 * The prices that a group may truly have, found once for each state of the prices: comparing names takes longer than reading sums.
 * Time    prices as of now.
 */
import {
  type ComparableNames,
  comparableNames,
  DEFAULT_MODEL,
  linesOf,
  nearestOf,
  type NearName,
  type PriceCandidate,
  priceCandidates,
} from "@ratecard/pricing";
import type { PricesNow } from "#server/pricing/live-prices";
import type { GroupKey } from "./group-rows";

type Known = Readonly<{ names: ComparableNames; near: Map<string, readonly NearName[]> }>;

const keptNames = new WeakMap<PricesNow, Known>();
const MOST_KEPT = 50_000;

export type NameFacts = GroupKey &
  Readonly<{
    aliasOf: readonly string[];
    servedBy: readonly string[];
    /** It has a price, and that one is doubted: names that are only near say nothing then. */
    isPriceDoubted: boolean;
  }>;

export function findCandidates(prices: PricesNow, facts: NameFacts, at: number): readonly PriceCandidate[] {
  const { model, provider, isPriceDoubted } = facts;
  const near = isPriceDoubted ? [] : nearNames(prices, model, provider ?? undefined, at);
  return priceCandidates(prices.book, prices.catalog, { ...facts, provider: provider ?? undefined, at, near });
}

function nearNames(prices: PricesNow, model: string, provider: string | undefined, at: number): readonly NearName[] {
  const known = keptNames.get(prices) ?? { names: comparableNames(knownNames(prices, at)), near: new Map() };
  keptNames.set(prices, known);
  const key = JSON.stringify([model, provider ?? null]);
  const found = known.near.get(key) ?? nearestOf(model, known.names, { provider });
  if (known.near.size >= MOST_KEPT) known.near.clear();
  known.near.set(key, found);
  return found;
}

function* knownNames({ book, catalog }: PricesNow, at: number): Generator<string> {
  for (const { model } of linesOf(book)) if (model !== DEFAULT_MODEL && !model.endsWith("*")) yield model;
  yield* catalog.keysAt(at);
}
