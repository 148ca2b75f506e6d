/**
 * LiteLLM's price map, model_prices_and_context_window.json: an object of entries by model name.
 *
 * Units   USD per token; @ratecard/catalog reads it, so thresholds, tiers and units come along.
 * Errors  a field that is no price makes its entry bad; nothing but zeros is no price, unless the entry says that it is free.
 */
import { type CatalogEntry, type CatalogNote, parseCatalog } from "@ratecard/catalog";
import { asObject, type JsonObject } from "../read-json";
import {
  type ForeignPrice,
  type ForeignPrices,
  NO_PRICE,
  foreignProblem,
  type ForeignProblem,
  type UnpricedName,
} from "./foreign-price";

const ENTRY_FIELD = /^litellm_provider$|^(input|output)_cost_per_|_token_cost$/;

export const isPriceMap = (value: JsonObject): boolean =>
  Object.values(value).some((entry) => Object.keys(asObject(entry) ?? {}).some((name) => ENTRY_FIELD.test(name)));

export function readPriceMap(text: string): ForeignPrices {
  const parsed = parseCatalog(text);
  if (!parsed.ok) return { prices: [], leftOut: [] };
  const problems = problemsByKey(parsed.notes);
  const prices: ForeignPrice[] = [];
  const leftOut: UnpricedName[] = [];
  let number = 0;
  for (const entry of parsed.index.entries.values()) {
    number += 1;
    const own = problems.get(entry.key);
    if (own) prices.push({ ...namesOf(entry, number), problems: own });
    else if (entry.unpriced) leftOut.push({ model: entry.key, reason: NO_PRICE });
    else prices.push({ ...namesOf(entry, number), terms: entry.terms });
  }
  return { prices, leftOut };
}

const namesOf = ({ key, litellmProvider }: CatalogEntry, number: number) => ({
  number,
  model: key,
  ...(litellmProvider !== undefined && { seller: litellmProvider, provider: litellmProvider }),
});

function problemsByKey(notes: readonly CatalogNote[]): ReadonlyMap<string, ForeignProblem[]> {
  const byKey = new Map<string, ForeignProblem[]>();
  for (const { kind, key, field = "" } of notes)
    if (kind === "refused") byKey.set(key, [...(byKey.get(key) ?? []), foreignProblem(field, "no-amount")]);
  return byKey;
}
