/** A price file before anything in it was understood: its columns, and its rows with their places. */
import type { FieldProblem, PriceFileFormat, ProblemCode, ProblemDetails } from "@ratecard/contract";
import { stringify as stringifyLossless } from "lossless-json";
import { safeCell } from "#server/entries/price-csv";
import { refusedField } from "#server/errors/domain-error";

export type FileRow = Readonly<{
  /** "line 7" of a CSV, "item 3" of a JSON array. */
  place: string;
  /** Line or item as a number. */
  number: number;
  /** By the file's own columns: text of a CSV, JSON values with the digits of numbers kept. */
  cells: Readonly<Record<string, unknown>>;
  /** Why the row is none at all. */
  problem?: FieldProblem;
}>;

export type FileTable = Readonly<{
  format: PriceFileFormat;
  columns: readonly string[];
  rows: readonly FileRow[];
}>;

export const refusedFile = <Code extends ProblemCode>(code: Code, ...details: ProblemDetails<Code>) =>
  refusedField("body", code, ...details);

/** As the cell was. A number stays one; any other text is kept from being run by a spreadsheet. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return /^-?[\d.]/.test(value) ? value : safeCell(value);
  return stringifyLossless(value) ?? "";
}
