/**
 * The rows of a price file as prices to be written, or why a row is none.
 * Units   whatever the file's columns say, brought to USD per 1,000,000 tokens digit by digit. Errors: none thrown.
 */
import {
  type DecimalSign,
  type FieldProblem,
  type FileField,
  foundProblem,
  NamedPriceInput,
  type PriceUnit,
  type Problem,
} from "@ratecard/contract";
import { formatPer1M, parseRate } from "@ratecard/money";
import { TERM_FIELDS } from "@ratecard/pricing";
import { isLosslessNumber } from "lossless-json";
import { valueOfCell } from "#server/entries/price-csv";
import { invalidInput } from "#server/errors/invalid-input";
import type { FileRow, FileTable } from "./file-table";
import { isRate } from "./known-columns";
import type { ColumnPlan, PlannedColumn } from "./plan-columns";
import { readPriceText, readUnit } from "./read-price-text";

export type PriceItem = Readonly<{
  row: FileRow;
  /** As far as it could be read. */
  model: string;
}> &
  (Readonly<{ ok: true; input: NamedPriceInput }> | Readonly<{ ok: false; issues: readonly FieldProblem[] }>);

export function readPriceList(
  { format, rows }: FileTable,
  { columns, unknown }: ColumnPlan,
  decimals: DecimalSign = "point",
): readonly PriceItem[] {
  const reading = { isCsv: format === "csv", columns, unknown, decimals };
  return rows.map((row) => readRow(row, reading));
}

type Reading = Readonly<{
  isCsv: boolean;
  columns: readonly PlannedColumn[];
  unknown: readonly string[];
  decimals: DecimalSign;
}>;

function readRow(row: FileRow, reading: Reading): PriceItem {
  const { values, issues } = valuesOf(row, reading);
  const model = typeof values.model === "string" ? values.model : "";
  if (row.problem !== undefined) return { row, model, ok: false, issues: [row.problem] };
  const parsed = NamedPriceInput.safeParse(values);
  const all = parsed.success ? issues : [...issues, ...invalidInput(parsed.error).details.issues];
  if (parsed.success && issues.length === 0) return { row, model, ok: true, input: parsed.data };
  return { row, model, ok: false, issues: all };
}

function valuesOf({ cells }: FileRow, { isCsv, columns, unknown, decimals }: Reading) {
  const values: [string, unknown][] = unknown.filter((name) => name in cells).map((name) => [name, cells[name]]);
  const rowUnit = unitOfRow(cells, columns);
  const issues: FieldProblem[] = "problem" in rowUnit ? [foundProblem("unit", rowUnit.problem)] : [];
  const details: Record<string, unknown> = {};
  for (const column of columns) {
    const { name, field } = column;
    if (field === null || field === "unit" || !Object.hasOwn(cells, name)) continue;
    const read = readField(field, readCell(field, cells[name], isCsv), decimals);
    const value = "value" in read && isRate(field) ? per1M(read.value, unitOf(column, rowUnit)) : read;
    if ("problem" in value) issues.push(foundProblem(field, value.problem));
    else if (field === "details") Object.assign(details, value.value);
    else values.push([field, value.value]);
  }
  // A column wins over what `details` says of the same field, an empty one does not.
  const filled = values.filter(([name, value]) => value !== null || !Object.hasOwn(details, name));
  return { values: withoutZeroRequest({ ...details, ...Object.fromEntries(filled) }), issues };
}

type RowUnit = Readonly<{ unit: PriceUnit | null } | { problem: Problem }>;

/** null: the row does not say it. */
function unitOfRow(cells: FileRow["cells"], columns: readonly PlannedColumn[]): RowUnit {
  const name = columns.find(({ field }) => field === "unit")?.name;
  const cell = name === undefined || !Object.hasOwn(cells, name) ? "" : cells[name];
  if (cell === null || (typeof cell === "string" && cell.trim() === "")) return { unit: null };
  const unit = typeof cell === "string" ? readUnit(cell) : undefined;
  return unit ? { unit } : { problem: { code: "not-a-unit", details: undefined } };
}

/** The row's own wins over the file's, but not over what the column's name says of all rows. */
function unitOf({ name, unit, isUnitNamed }: PlannedColumn, row: RowUnit): PriceUnit | { problem: Problem } {
  const own = "unit" in row ? row.unit : null;
  if (own === null) return unit ?? { problem: { code: "row-without-unit", details: undefined } };
  if (isUnitNamed && unit !== own)
    return { problem: { code: "row-contradicts-column", details: { unit: `${unit}`, column: name, rowUnit: own } } };
  return own;
}

const PER_REQUEST_ABSENT = "isPerRequestAbsent";

/** The table's column is never empty: where a price has nothing per request, its `details` say that the 0 is none. */
function withoutZeroRequest({
  [PER_REQUEST_ABSENT]: isAbsent,
  ...values
}: Record<string, unknown>): Record<string, unknown> {
  return isAbsent === true && Number(values.perRequest ?? 0) === 0 ? { ...values, perRequest: null } : values;
}

type Cell = Readonly<{ value: unknown } | { problem: Problem }>;

function readCell(field: string, cell: unknown, isCsv: boolean): Cell {
  if (!isCsv || typeof cell !== "string") return { value: cell };
  try {
    return { value: valueOfCell(field, cell) };
  } catch {
    return { problem: { code: "cell-not-json", details: undefined } };
  }
}

function readField(field: FileField, cell: Cell, decimals: DecimalSign): Cell {
  if (!("value" in cell)) return cell;
  if (field === "details") return readDetails(cell.value);
  const isMoney = isRate(field) || field === "perRequest" || field === "requestFee";
  return isMoney && typeof cell.value === "string" ? readPriceText(cell.value, decimals) : cell;
}

/** Per 1M it goes as it is: the price's own reader says what is wrong with it. */
function per1M(value: unknown, unit: ReturnType<typeof unitOf>): Cell {
  if (value === null || unit === "per-1m") return { value };
  if (typeof unit === "object") return unit;
  const text = isLosslessNumber(value) ? value.value : value;
  if (typeof text !== "string") return { value };
  const parsed = parseRate(text, unit);
  if (parsed.ok) return { value: formatPer1M(parsed.value) };
  if (parsed.problem === "too-fine") return { problem: { code: "cell-too-fine", details: { unit } } };
  return { problem: { code: parsed.problem, details: undefined } };
}

/** The column `details` of model_pricing: fields of a price in one object. */
function readDetails(value: unknown): Cell {
  if (value === null) return { value };
  if (typeof value !== "object" || Array.isArray(value) || isLosslessNumber(value))
    return { problem: { code: "not-an-object", details: undefined } };
  const stray = Object.keys(value).find((name) => name !== PER_REQUEST_ABSENT && !TERMS.has(name));
  return stray === undefined ? { value } : { problem: { code: "details-field-unknown", details: { stray } } };
}

const TERMS: ReadonlySet<string> = new Set(TERM_FIELDS);
