/**
 * Google Cloud's billing: rows of the BigQuery export as JSON or flat CSV, or the CSV of the console's cost table.
 * Form    sku.description as "Gemini 2.5 Flash GA Text Input - Predictions", "... Thinking Text Output - Predictions", "... Input Text Caching",
 *         "Claude Sonnet 4.5 Input Tokens"; caching storage is billed by the hour and no token. cost_type regular, tax, adjustment,
 *         rounding_error. Credits are amounts below 0 beside the cost.
 * Units   usage.amount counts tokens; of characters, hours and bytes nothing is compared. Time: usage times are UTC.
 * Source  cloud.google.com/billing/docs/how-to/export-data-bigquery-tables/standard-usage
 */
import { objectsOf } from "@ratecard/usage";
import type { BilledLine, Cell, ReadLines } from "../billed-line";
import { amountIn, quantityIn, textIn } from "../cell-values";
import { baseOf, currencyIn, fromBase, kindInWords, type LineBase, lineOf } from "./line-parts";

export const readGcpBilling: ReadLines = (cell) => {
  const day = cell("usagestarttime") ?? cell("usagestartdate");
  const cost = [cell("cost"), cell("unroundedcost"), cell("subtotal")].find((value) => textIn(value) !== "");
  return fromBase(baseOf(day, cost), (base) => [mainLine(base, cell), ...creditLines(base, cell)]);
};

function mainLine(base: LineBase, cell: Cell): BilledLine {
  const [service, sku] = [textIn(cell("servicedescription")), textIn(cell("skudescription"))];
  const ofAll = { provider: "vertex_ai", currency: currencyIn(cell("currency")) };
  const costType = textIn(cell("costtype"));
  const isRegular = /^(regular|usage)?$/i.test(costType);
  const isModel = isRegular && /vertex|gemini|generative/i.test(service) && !/storage|hour|training|tuning/i.test(sku);
  const kind = isModel ? kindInWords(sku.replace(/\s-\s.*$/, "")) : null;
  if (kind === null) {
    const what = [service, sku].filter((part) => part !== "").join(": ");
    return lineOf(base, { ...ofAll, model: isRegular ? what : `${costType}: ${what}`, kind: "not-usage" });
  }
  return lineOf(base, { ...ofAll, model: modelOf(sku), kind, quantity: quantityOf(cell) });
}

const OTHER_WORDS =
  /\b(GA|Global|Regional|Text|Audio|Image|Video|Input|Output|Thinking|Caching|Cached|Cache|Read|Write|Tokens?|Token Count|Batch|Priority|Flex|Long|Short)\b/gi;

const modelOf = (sku: string): string =>
  sku
    .replace(/\s-\s.*$/, "")
    .replaceAll(OTHER_WORDS, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

function quantityOf(cell: Cell) {
  const unit = textIn(cell("usageunit"));
  return /^(count|requests|tokens?)?$/i.test(unit) ? quantityIn(cell("usageamount")) : null;
}

function creditLines(base: LineBase, cell: Cell): readonly BilledLine[] {
  const credits = cell("credits");
  if (!Array.isArray(credits)) return [];
  return objectsOf(credits).flatMap(({ name, amount }) => {
    const cost = amountIn(amount);
    const made = { provider: "vertex_ai", currency: currencyIn(cell("currency")), kind: "not-usage" } as const;
    return cost === null ? [] : [lineOf({ ...base, cost }, { ...made, model: `Credit: ${textIn(name)}` })];
  });
}
