/**
 * A file of prices, item by item: a JSON array or CSV with a header row.
 * Errors  a file that is no list at all throws INVALID_INPUT; a bad item is answered with its place and every reason.
 */
import { NamedPriceInput } from "@ratecard/contract";
import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { parse as parseLossless } from "lossless-json";
import { DomainError } from "#server/errors/domain-error";
import { invalidInput } from "#server/errors/invalid-input";
import type { FieldProblem } from "#server/pricing/price-form";
import { PRICE_COLUMNS, priceOfCells } from "./price-csv";

export type PriceItem = Readonly<{
  /** "line 7" of a CSV, "item 3" of a JSON array. */
  place: string;
  /** As far as it could be read. */
  model: string;
}> &
  (Readonly<{ ok: true; input: NamedPriceInput }> | Readonly<{ ok: false; issues: readonly FieldProblem[] }>);

export function readPriceList(text: string, isCsv: boolean): readonly PriceItem[] {
  return isCsv ? csvItems(text) : jsonItems(text);
}

const refuse = (problem: string) => new DomainError("INVALID_INPUT", { issues: [{ field: "body", problem }] });

function jsonItems(text: string): readonly PriceItem[] {
  const list = readJson(text);
  if (!Array.isArray(list)) throw refuse("must be a JSON array of prices, as GET /api/prices.json answers.");
  return list.map((item: unknown, index) => checked(`item ${index + 1}`, item));
}

function readJson(text: string): unknown {
  try {
    return parseLossless(text);
  } catch (error) {
    throw refuse(
      `is not valid JSON (${error instanceof Error ? error.message : "unreadable"}). Send one JSON array in UTF-8.`,
    );
  }
}

type CsvRecord = Readonly<{ record: Record<string, string>; info: { lines: number } }>;

function csvItems(text: string): readonly PriceItem[] {
  const records = readCsv(text);
  return records.map(({ record, info }) => {
    const place = `line ${info.lines}`;
    try {
      return checked(place, priceOfCells(record));
    } catch (error) {
      const problem = `has a cell that is not valid JSON (${error instanceof Error ? error.message : "unreadable"}).`;
      return {
        ok: false,
        place,
        model: record.model ?? "",
        issues: [{ field: "thresholds, tiers or otherTerms", problem }],
      };
    }
  });
}

function readCsv(text: string): readonly CsvRecord[] {
  try {
    return parse(text, {
      bom: true,
      columns: checkHeader,
      info: true,
      skip_empty_lines: true,
    }) as unknown as CsvRecord[];
  } catch (error) {
    if (error instanceof CsvError) throw refuse(`is not valid CSV: ${error.message}.`);
    throw error;
  }
}

function checkHeader(header: readonly string[]): string[] {
  const names = header.map((name) => name.trim());
  if (!names.includes("model"))
    throw refuse(`has no column "model". The first line names the columns: ${PRICE_COLUMNS.join(", ")}.`);
  const unknown = names.filter((name) => !PRICE_COLUMNS.some((column) => column === name));
  if (unknown.length > 0)
    throw refuse(`has the unknown column "${unknown[0]}". Known ones: ${PRICE_COLUMNS.join(", ")}.`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw refuse(`has the column "${twice}" twice.`);
  return names;
}

function checked(place: string, value: unknown): PriceItem {
  const parsed = NamedPriceInput.safeParse(value);
  const model = modelOf(value);
  if (parsed.success) return { ok: true, place, model, input: parsed.data };
  return { ok: false, place, model, issues: invalidInput(parsed.error).details.issues };
}

const modelOf = (value: unknown): string =>
  typeof value === "object" && value !== null && "model" in value && typeof value.model === "string" ? value.model : "";
