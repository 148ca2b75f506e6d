/** The rows of a file that were not taken as CSV, in their order, streamed page by page. Errors: NOT_FOUND. */
import { UsageEvent } from "@ratecard/contract";
import { stringify } from "csv-stringify/sync";
import { DomainError } from "#server/errors/domain-error";
import { safeCell } from "#server/entries/price-csv";
import type { Services } from "#server/services/context";
import { findImportRow, findRefusals, type RefusedRow } from "./import-rows";

const ROWS_A_PAGE = 2000;
const OWN = ["place", "outcome", "field", "problem"] as const;
const FIELDS = UsageEvent.keyof().options;

export async function refusalsCsv({ db }: Pick<Services, "db">, id: string): Promise<AsyncGenerator<string>> {
  if (!(await findImportRow(db.pool, id))) throw new DomainError("NOT_FOUND", { what: "import of usage", name: id });
  return pages((after) => findRefusals(db.pool, id, after, ROWS_A_PAGE));
}

async function* pages(find: (after: number) => Promise<readonly RefusedRow[]>): AsyncGenerator<string> {
  yield stringify([[...OWN, ...FIELDS]]);
  for (let after = 0; ; ) {
    const page = await find(after);
    yield stringify(page.map(cellsOf));
    const last = page.at(-1);
    if (!last || page.length < ROWS_A_PAGE) return;
    after = last.rowNumber;
  }
}

const cellsOf = (row: RefusedRow): (string | null)[] => [
  ...OWN.map((name) => safeCell(row[name])),
  ...FIELDS.map((field) => cellOf(field === "requestId" ? row.requestId : row.payload[field])),
];

function cellOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return safeCell(value.join(";"));
  return safeCell(typeof value === "string" ? value : JSON.stringify(value));
}
