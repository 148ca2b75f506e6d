/**
 * The prices of a file, one a name: entries of one name that say the same are one, those that differ are bad. Nothing is chosen.
 * Errors  a name with two prices says where each of them stands, and how to choose.
 */
import { sameTerms } from "@ratecard/changes";
import type { ForeignPrice } from "./foreign-price";

/** `sellers`: only what they sell; empty: everybody's. */
export function onePricePerName(prices: readonly ForeignPrice[], sellers: readonly string[]): readonly ForeignPrice[] {
  const chosen = new Set(sellers);
  const byName = new Map<string, ForeignPrice[]>();
  const nameless: ForeignPrice[] = [];
  for (const price of prices) {
    if (chosen.size > 0 && !chosen.has(price.seller ?? "")) continue;
    const group = byName.get(price.model);
    if (price.model === "") nameless.push(price);
    else if (group) group.push(price);
    else byName.set(price.model, [price]);
  }
  return [...nameless, ...[...byName.values()].map(mergeEntries)];
}

function mergeEntries(entries: readonly ForeignPrice[]): ForeignPrice {
  const [first, ...others] = entries as readonly [ForeignPrice, ...ForeignPrice[]];
  if (others.length === 0) return first;
  const { number, model } = first;
  const bad = entries.find((entry) => "problems" in entry);
  if (bad) return bad;
  if (!others.every((other) => "terms" in other && "terms" in first && sameTerms(other.terms, first.terms))) {
    const details = { places: placesOf(entries) };
    return { number, model, problems: [{ field: "model", code: "prices-differ", details }] };
  }
  const { provider: _ours, ...shared } = first;
  return others.every(({ provider }) => provider === first.provider) ? first : shared;
}

const MOST_PLACES = 4;

function placesOf(entries: readonly ForeignPrice[]): string {
  const places = entries
    .slice(0, MOST_PLACES)
    .map(({ number, seller }) => `entry ${number}${seller === undefined ? "" : ` (${seller})`}`);
  const more = entries.length - places.length;
  return [...places, ...(more > 0 ? [`${more} more`] : [])].join(", ");
}
