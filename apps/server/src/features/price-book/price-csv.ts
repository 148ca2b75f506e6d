/**
 * Prices as CSV rows and back, without loss.
 * Units   decimal strings, USD per request and per 1,000,000 tokens; an empty cell is absent, never 0.
 * Source  security.md "CSV": a text a spreadsheet would run as a formula gets an apostrophe in front, and loses it when read.
 */
import { RATE_FIELDS } from "@ratecard/contract";
import { stringify } from "csv-stringify/sync";
import type { PriceView } from "./rows";

const TEXTS = ["model", "provider", "notes", "copiedFrom", "copiedFromProvider"] as const;
const FLAGS = ["isCustom", "isActive"] as const;
const JSON_FIELDS = ["thresholds", "tiers", "otherTerms"] as const;

export const PRICE_COLUMNS = [
  "model",
  "provider",
  "perRequest",
  ...RATE_FIELDS,
  ...FLAGS,
  "notes",
  "copiedFrom",
  "copiedFromProvider",
  "effectiveFrom",
  ...JSON_FIELDS,
] as const;

const FORMULA = /^'*[=+\-@\t\r]/;
const ESCAPED = /^'+[=+\-@\t\r]/;

/** What an export says of an entry, and an import takes: everything but who and when. */
export const exportedPrice = (view: PriceView): Readonly<Record<string, unknown>> =>
  Object.fromEntries(PRICE_COLUMNS.flatMap((column) => (view[column] === undefined ? [] : [[column, view[column]]])));

export const pricesToCsv = (views: readonly PriceView[]): string =>
  stringify(
    views.map((view) => PRICE_COLUMNS.map((column) => cellOf(view[column]))),
    { header: true, columns: [...PRICE_COLUMNS] },
  );

function cellOf(value: PriceView[(typeof PRICE_COLUMNS)[number]]): string {
  if (value === undefined) return "";
  if (typeof value === "string") return FORMULA.test(value) ? `'${value}` : value;
  return typeof value === "boolean" ? String(value) : JSON.stringify(value);
}

/** A row by its columns as the schema of a price wants it. Throws SyntaxError where a JSON cell is no JSON. */
export function priceOfCells(cells: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(cells).map(([column, cell]) => [column, cell === "" ? null : valueOf(column, cell)]),
  );
}

function valueOf(column: string, cell: string): unknown {
  if (TEXTS.some((name) => name === column)) return ESCAPED.test(cell) ? cell.slice(1) : cell;
  if (FLAGS.some((name) => name === column)) return FLAG_VALUES.get(cell.trim().toLowerCase()) ?? cell;
  if (JSON_FIELDS.some((name) => name === column)) return JSON.parse(cell);
  return cell.trim();
}

const FLAG_VALUES = new Map([
  ["true", true],
  ["false", false],
]);
