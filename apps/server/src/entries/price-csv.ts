/**
 * Prices as CSV rows and back, without loss.
 * Units   decimal strings, USD per request and per 1,000,000 tokens; an empty cell is absent, never 0.
 * Source  a text a spreadsheet would run as a formula gets an apostrophe in front, and loses it when read.
 */
import { PRICE_COLUMNS } from "@ratecard/contract";
import { RATE_FIELDS, TERM_FIELDS } from "@ratecard/pricing";
import { stringify } from "csv-stringify/sync";
import { parse as parseLossless } from "lossless-json";
import type { PriceView } from "./rows";

const TEXTS = ["model", "provider", "notes", "copiedFrom", "copiedFromProvider"] as const;
const FLAGS = ["isCustom", "isActive", "isPlaceholder", "inclusiveThresholds"] as const;
const NUMBERS: ReadonlySet<string> = new Set([...RATE_FIELDS, "perRequest", "requestFee"]);
/** Every other term of a price is an object or a list. */
const JSON_FIELDS: ReadonlySet<string> = new Set([
  ...TERM_FIELDS.filter((field) => !NUMBERS.has(field) && !FLAGS.some((flag) => flag === field)),
  "details",
]);

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
  if (typeof value === "string") return safeCell(value);
  return typeof value === "boolean" ? String(value) : JSON.stringify(value);
}

/** A cell as the schema of a price wants it; an empty one is absent. Throws SyntaxError where a JSON cell is no JSON. */
export function valueOfCell(column: string, cell: string): unknown {
  if (TEXTS.some((name) => name === column)) return cell === "" ? null : ESCAPED.test(cell) ? cell.slice(1) : cell;
  const text = cell.trim();
  if (text === "") return null;
  if (FLAGS.some((name) => name === column)) return FLAG_VALUES.get(text.toLowerCase()) ?? cell;
  return JSON_FIELDS.has(column) ? parseLossless(text) : text;
}

/** PostgreSQL writes t and f. */
const FLAG_VALUES = new Map([
  ["true", true],
  ["t", true],
  ["false", false],
  ["f", false],
]);

/** A text cell that no spreadsheet runs. */
export const safeCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
