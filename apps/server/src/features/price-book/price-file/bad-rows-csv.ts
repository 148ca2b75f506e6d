/** The bad rows of a file as they were, with line and reason: to be mended and imported again, which takes no notice of these two. */
import { stringify } from "csv-stringify/sync";
import { stringify as stringifyLossless } from "lossless-json";
import { safeCell } from "../price-csv";
import type { RowDecision } from "./decide-price-list";

/** null: no row is bad. */
export function badRowsCsv(columns: readonly string[], decisions: readonly RowDecision[]): string | null {
  const bad = decisions.filter((decision) => decision.outcome === "bad");
  if (bad.length === 0) return null;
  const own = columns.filter((name) => name !== "line" && name !== "problem");
  const rows = bad.map(({ row, issues }) => [
    row.number,
    safeCell(issues.map(({ field, problem }) => `${field} ${problem}`.trim()).join("; ")),
    ...own.map((name) => cellText(row.cells[name])),
  ]);
  return stringify(rows, { header: true, columns: ["line", "problem", ...own.map(safeCell)] });
}

/** As the cell was. A number stays one; any other text is kept from being run. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return /^-?[\d.]/.test(value) ? value : safeCell(value);
  return stringifyLossless(value) ?? "";
}
