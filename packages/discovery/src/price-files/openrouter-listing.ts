/**
 * OpenRouter's list of models as a file: `{ data: [{ id, pricing }] }`.
 *
 * Units   USD per token and per request, as openrouter-terms.ts reads them. Errors: "-1" says that the price varies: left out.
 */
import { parseCatalogNumber } from "@ratecard/money";
import { openRouterTerms } from "../openrouter-terms";
import { arrayField, asObject, digitsField, type JsonObject, objectField, textField } from "../read-json";
import { type ForeignPrice, type ForeignPrices, foreignProblem, NO_PRICE, type UnpricedName } from "./foreign-price";

const entriesOf = (value: JsonObject) => (arrayField(value, "data") ?? []).map((item) => asObject(item));

export const isOpenRouterListing = (value: JsonObject): boolean =>
  entriesOf(value).some((entry) => textField(entry, "id") !== undefined && objectField(entry, "pricing") !== undefined);

export function readOpenRouterListing(value: JsonObject): ForeignPrices {
  const prices: ForeignPrice[] = [];
  const leftOut: UnpricedName[] = [];
  for (const [index, entry] of entriesOf(value).entries()) {
    const read = readEntry(entry, index + 1);
    if ("reason" in read) leftOut.push(read);
    else prices.push(read);
  }
  return { prices, leftOut };
}

function readEntry(entry: JsonObject | undefined, number: number): ForeignPrice | UnpricedName {
  const model = textField(entry, "id");
  if (model === undefined) return { number, model: "", problems: [foreignProblem("id", "no-model-name")] };
  const pricing = objectField(entry, "pricing");
  if (!pricing) return { model, reason: NO_PRICE };
  const amounts = Object.keys(pricing).flatMap((name) => {
    const digits = digitsField(pricing, name);
    return digits === undefined ? [] : [{ name, digits }];
  });
  if (amounts.some(({ digits }) => digits === "-1")) return { model, reason: "has a price that varies (-1)" };
  const bad = amounts.filter(({ digits }) => !parseCatalogNumber(digits).ok);
  const names = { number, model, provider: "openrouter" };
  if (bad.length > 0)
    return { ...names, problems: bad.map(({ name }) => foreignProblem(`pricing.${name}`, "no-amount")) };
  const terms = openRouterTerms(pricing);
  return terms ? { ...names, terms } : { model, reason: NO_PRICE };
}
