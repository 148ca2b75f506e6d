/**
 * OpenAI's costs: buckets of GET /v1/organization/costs, or the CSV of the console's cost export.
 * Form    amount.value / amount_value in amount.currency, line_item as "gpt-4o-2024-08-06, cached input" when grouped by line item,
 *         quantity with quantity_unit in newer exports. Days are UTC. Services as "assistants api | file search" are no model.
 * Source  platform.openai.com/docs/api-reference/usage/costs; its amounts are what the invoice reconciles to.
 */
import { multiplyDecimals } from "@ratecard/money";
import type { ReadLines } from "../billed-line";
import { quantityIn, textIn, unitFactor } from "../cell-values";
import { baseOf, currencyIn, fromBase, kindInWords, lineOf } from "./line-parts";

export const readOpenaiCosts: ReadLines = (cell) =>
  fromBase(baseOf(cell("starttime") ?? cell("starttimeiso"), cell("amountvalue")), (base) => {
    const item = textIn(cell("lineitem"));
    const { model, kind } = partsOf(item);
    const currency = currencyIn(cell("amountcurrency"));
    const quantity = kind === "not-usage" ? null : quantityOf(cell("quantity"), cell("quantityunit"));
    return [lineOf(base, { provider: "openai", model, kind, currency, quantity })];
  });

function partsOf(item: string) {
  if (item === "") return { model: "", kind: "all" } as const;
  const at = item.lastIndexOf(", ");
  const kind = at === -1 ? null : kindInWords(item.slice(at + 2));
  const model = at === -1 ? item : item.slice(0, at);
  if (item.includes("|") || (kind === null && (at !== -1 || model.includes(" "))))
    return { model: item, kind: "not-usage" } as const;
  return { model, kind: kind ?? "all" } as const;
}

/** Of another unit than tokens nothing is compared. */
function quantityOf(quantity: unknown, unit: unknown) {
  const given = quantityIn(quantity);
  const words = textIn(unit);
  if (given === null || (words !== "" && !/token/i.test(words))) return null;
  const factor = unitFactor(words);
  return factor === null ? given : multiplyDecimals(given, factor);
}
