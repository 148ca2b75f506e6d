/** The refused rows of a file as they were, with line and reason: to be corrected and imported again, which ignores these two columns. */
import { describeRefusal } from "@ratecard/contract";
import { stringify } from "csv-stringify/sync";
import type { DecidedRow } from "#server/changes/decide-changes";
import { safeCell } from "#server/entries/price-csv";
import { cellText, type FileTable } from "./file-table";

/** `rows` in the order of the table. null: no row is refused. */
export function refusedRowsCsv({ columns, rows: table }: FileTable, rows: readonly DecidedRow[]): string | null {
  const own = columns.filter((name) => name !== "line" && name !== "problem");
  const refused = rows.flatMap(({ decision: { refusal } }, index) => {
    const row = table[index];
    return refusal && row
      ? [[row.number, safeCell(describeRefusal(refusal)), ...own.map((name) => cellText(row.cells[name]))]]
      : [];
  });
  if (refused.length === 0) return null;
  return stringify(refused, { header: true, columns: ["line", "problem", ...own.map(safeCell)] });
}
