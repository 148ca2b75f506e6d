/**
 * The text of a kept catalogue as JSON, prices in their one form.
 * Why     bodies kept before migration 0009_flat_terms nest their rates, as `ratesPer1M: {input}`. They are compressed, so no SQL
 *         could rewrite them; they keep pricing the requests of their time.
 */
const NESTED = /"(?:ratesPer1M|serviceTiersPer1M|perRequestUsd|requestFeeUsd|unitsUsd|usdPerQuery)":/;

export const keptBodyJson = (text: string): unknown =>
  NESTED.test(text) ? JSON.parse(text, (_, value: unknown) => flat(value)) : JSON.parse(text);

const NEW_NAMES = new Map([
  ["perRequestUsd", "perRequest"],
  ["requestFeeUsd", "requestFee"],
  ["unitsUsd", "perUnit"],
  ["usdPerQuery", "perQuery"],
]);

function flat(value: unknown): unknown {
  if (!isObject(value)) return value;
  const fields = Object.entries(value).flatMap(([name, part]): readonly (readonly [string, unknown])[] => {
    if (name === "ratesPer1M" && isObject(part)) return Object.entries(flatRates(part));
    if (name !== "serviceTiersPer1M" || !isObject(part)) return [[NEW_NAMES.get(name) ?? name, part]];
    const tiers = Object.entries(part).map(([tier, rates]) => [tier, isObject(rates) ? flatRates(rates) : rates]);
    return [["serviceTiers", Object.fromEntries(tiers)]];
  });
  return Object.fromEntries(fields);
}

const flatRates = (rates: object): object =>
  Object.fromEntries(Object.entries(rates).map(([kind, rate]) => [`${kind}Per1M`, rate]));

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
