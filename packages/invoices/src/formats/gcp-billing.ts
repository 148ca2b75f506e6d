/**
 * Google Cloud's billing: rows of the BigQuery export as JSON or flat CSV, or CSVs of the console: the cost table of an invoice, a report.
 * Form    cost_type regular, tax, adjustment, rounding_error; credits are amounts below 0 beside the cost, in the cost table lines of their
 *         own with a "Credit type", in a report columns of savings between "List cost" and "Subtotal". Both end in lines without a service:
 *         "Rounding error", "Tax", "Subtotal", "Filtered total", "Total". A cost table has its invoice's date and currency above its
 *         columns; a report only the sign of the currency, as "Cost (€)".
 *         A report may have no SKUs: then nothing tells the models.
 * Units   usage.amount counts tokens; of characters, hours and bytes nothing is compared. Time: usage times are UTC, days of the console
 *         those of the Pacific.
 * Source  cloud.google.com/billing/docs/how-to/export-data-bigquery-tables/standard-usage; github.com/75asu/ducat, tests/test_gcp_csv.py
 */
import { fieldProblem } from "@ratecard/contract";
import { type Fields, objectsOf, parseExactly } from "@ratecard/usage";
import { addDecimals, subtractDecimals } from "../billed-kinds";
import { type BilledLine, type Cell, OF_ALL_DAYS, type ReadLine, type ReadLines } from "../billed-line";
import { amountIn, currencyOfSign, daysIn, lastDayBefore, quantityIn, textIn } from "../cell-values";
import { isModelService, partsOfSku } from "./gcp-skus";
import { baseOf, fromBase, type LineBase, lineOf, lineOfService, TOTAL } from "./line-parts";
import { firstOf } from "./row-cells";

const COSTS = ["unroundedsubtotal", "subtotal", "unroundedcost", "cost"];
const PROVIDER = "vertex_ai";

export const readGcpBilling: ReadLines = (cell, row) => {
  const costs = COSTS.map(cell);
  const cost = costs.find((value) => amountIn(value) !== null) ?? costs.find((value) => textIn(value) !== "");
  const label = textIn(cell("servicedescription")) === "" ? labelOf(row) : "";
  if (label !== "") return endLine(label, cost, cell);
  const day = firstOf(cell, "usagestarttime", "usagestartdate", "date", "month");
  return fromBase(baseOf(day, cost, lastDayOf(cell)), (base) => serviceLines(base, cell));
};

/** The cost table has a line for all of a month; the export's times end before the instant they say. */
const lastDayOf = (cell: Cell): string | null =>
  daysIn(cell("usageenddate"))?.lastDay ?? lastDayBefore(cell("usageendtime"));

const LABEL = /rounding|tax|credit|adjustment|savings|discount/i;

/** Of a line that is of no service: wherever it stands. */
function labelOf(row: Fields): string {
  const texts = Object.values(row).map(textIn);
  return texts.find((text) => TOTAL.test(text)) ?? texts.find((text) => LABEL.test(text)) ?? "";
}

/** It has no day of its own. */
function endLine(label: string, given: unknown, cell: Cell): ReadLine {
  const cost = amountIn(given);
  if (cost === null) return fieldProblem("cost", "not-an-invoice-amount", { given: textIn(given) });
  return TOTAL.test(label) ? { total: cost } : [lineOf({ ...OF_ALL_DAYS, cost }, besides(label, cell))];
}

const besides = (model: string, cell: Cell) =>
  ({ provider: PROVIDER, currency: currencyOf(cell), model, kind: "not-usage" }) as const;

/** As the file says it, else by the sign in the name of the cost; empty: it does not say. */
function currencyOf(cell: Cell): string {
  const stated = textIn(cell("currency")).toUpperCase();
  if (stated !== "") return stated;
  const sign = COSTS.map((name) => textIn(cell(`${name}in`))).find((unit) => unit !== "");
  return sign === undefined ? "USD" : currencyOfSign(sign);
}

function serviceLines(base: LineBase, cell: Cell): readonly BilledLine[] {
  const creditType = textIn(cell("credittype"));
  if (creditType !== "") return [serviceLine(base, cell) ?? lineOf(base, besides(`Credit: ${creditType}`, cell))];
  const savings = savingLines(base, cell);
  const net = savings.reduce((left, { cost }) => (cost ? subtractDecimals(left, cost.value) : left), base.cost.value);
  const gross = { ...base, cost: { ...base.cost, value: net } };
  const credits = creditLines(base, cell);
  const main = mainLine(gross, cell);
  return main.kind === "other-service" ? [netLine(main, [...savings, ...credits])] : [main, ...savings, ...credits];
}

/** What is left out is one line with what is credited of it. */
const netLine = (main: BilledLine, credits: readonly BilledLine[]): BilledLine =>
  credits.reduce(
    (net, { cost }) =>
      cost && net.cost ? { ...net, cost: { ...net.cost, value: addDecimals(net.cost.value, cost.value) } } : net,
    main,
  );

function mainLine(base: LineBase, cell: Cell): BilledLine {
  const [service, sku] = [textIn(cell("servicedescription")), textIn(cell("skudescription"))];
  const costType = textIn(cell("costtype"));
  const isRegular = /^(regular|usage)?$/i.test(costType);
  const parts = isRegular ? partsOfSku(service, sku) : null;
  if (parts)
    return lineOf(base, { provider: PROVIDER, currency: currencyOf(cell), ...parts, quantity: quantityOf(cell) });
  const left = serviceLine(base, cell);
  if (left) return left;
  const what = [service, sku].filter((part) => part !== "").join(": ");
  return lineOf(base, besides(isRegular ? what : `${costType}: ${what}`, cell));
}

/** A tax on the whole stands under a service of this name. */
const OF_ALL = /^invoice$/i;

/** null: of a service that has models, or of none. */
function serviceLine(base: LineBase, cell: Cell): BilledLine | null {
  const service = textIn(cell("servicedescription")) || textIn(cell("service"));
  const isOther = service !== "" && !OF_ALL.test(service) && !isModelService(service);
  return isOther ? lineOfService(base, { provider: PROVIDER, currency: currencyOf(cell) }, service) : null;
}

function quantityOf(cell: Cell) {
  const unit = textIn(cell("usageunit"));
  return /^(count|requests|tokens?)?$/i.test(unit) ? quantityIn(cell("usageamount")) : null;
}

/** Of a report: what its subtotal leaves out. Negotiated prices are prices. */
const savingLines = (base: LineBase, cell: Cell): readonly BilledLine[] =>
  ["Savings programs", "Savings programmes", "Other savings"].flatMap((label) => {
    const cost = amountIn(cell(label.toLowerCase().replaceAll(" ", "")));
    return cost === null || cost.value.digits === 0n
      ? []
      : [lineOf({ ...base, cost }, besides(`Credit: ${label}`, cell))];
  });

/** Of a flat CSV the JSON text that BigQuery makes of a list. */
function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const text = textIn(value);
  const parsed = text.startsWith("[") ? parseExactly(text) : undefined;
  return Array.isArray(parsed) ? parsed : [];
}

function creditLines(base: LineBase, cell: Cell): readonly BilledLine[] {
  const credits = listIn(cell("credits"));
  return objectsOf(credits).flatMap(({ name, amount }) => {
    const cost = amountIn(amount);
    return cost === null ? [] : [lineOf({ ...base, cost }, besides(`Credit: ${textIn(name)}`, cell))];
  });
}
