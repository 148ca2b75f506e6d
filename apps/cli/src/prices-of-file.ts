/**
 * Prices of a file as edits of entries, for a what-if: CSV with a column a field, or JSON, as `ratecard export` writes both.
 * Units   as the fields say, USD per 1,000,000 tokens and the like; an amount is text, so that no digit is lost.
 * Errors  exit code 2: no CSV or JSON, or no list of prices. What a price may be is checked by the server.
 */
import { TERM_FIELDS } from "@ratecard/pricing";
import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { CliProblem } from "./cli-problem";
import { readInputFile } from "./open-input";

type PriceEdit = Readonly<{ model: unknown; changes: Readonly<Record<string, unknown>> }>;
type Fields = Readonly<Record<string, unknown>>;

export async function pricesOfFile(file: string): Promise<readonly PriceEdit[]> {
  const text = await readInputFile(file);
  const prices = /^\uFEFF?\s*[[{]/.test(text) ? readJson(file, text) : readCsv(file, text);
  return prices.map((price) => editOf(file, price));
}

/** What is absent or empty stays as the entry has it; what an entry holds beside its price is none. */
function editOf(file: string, price: Fields): PriceEdit {
  const given = [...TERM_FIELDS, "provider"].flatMap((field) => {
    const value = price[field] ?? "";
    return value === "" ? [] : [[field, value] as const];
  });
  const number = given.find(([, value]) => typeof value === "number");
  if (number) {
    throw wrongFile(file, `${String(price.model)}: write ${number[0]} as text, as "0.15", so that no digit is lost.`);
  }
  return { model: price.model, changes: Object.fromEntries(given) };
}

function readJson(file: string, text: string): readonly Fields[] {
  const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
  try {
    const read: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    if (Array.isArray(read) && read.every(isFields)) return read;
  } catch (error) {
    throw wrongFile(file, "is no JSON. Check its brackets and commas.", error);
  }
  throw wrongFile(file, "holds no list of prices.");
}

/** A cell of several values, as thresholds, is JSON. */
function readCsv(file: string, text: string): readonly Fields[] {
  const valueOf = (cell: string): unknown => (/^([[{]|true$|false$)/.test(cell) ? JSON.parse(cell) : cell);
  try {
    const rows = parse<Readonly<Record<string, string>>>(text, {
      columns: true,
      bom: true,
      trim: true,
      skip_empty_lines: true,
    });
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([field, cell]) => [field, valueOf(cell)])));
  } catch (error) {
    if (error instanceof SyntaxError) throw wrongFile(file, "a cell that begins with a bracket is no JSON.", error);
    if (!(error instanceof CsvError)) throw error;
    throw wrongFile(file, `is no CSV with a header: ${error.message}.`, error);
  }
}

const wrongFile = (file: string, words: string, cause?: unknown): CliProblem =>
  new CliProblem(`${file}: ${words}`, { kind: "usage", cause });
