/**
 * The requests of a filter as CSV, newest first, streamed page by page: as many as there are, in the memory of one page.
 * Units   USD and counts exact, as the list has them; an empty cell is not known. Lists of names are separated by `;`.
 * Source  a text that a spreadsheet would run gets an apostrophe. What arrives meanwhile shifts nothing: pages go on by key.
 */
import type { ExportRequestsQuery } from "@ratecard/contract";
import { stringify } from "csv-stringify/sync";
import type { Pool } from "pg";
import { safeCell } from "#server/entries/price-csv";
import type { Services } from "#server/services/context";
import { findRequests, LISTED_FIELDS, type ListedRequest } from "./rows";

const ROWS_A_PAGE = 2000;

/** The first page is read before anything is answered, so that what is wrong is an answer and not half a file. */
export async function exportRequests(
  { db }: Pick<Services, "db">,
  query: ExportRequestsQuery,
): Promise<AsyncGenerator<string>> {
  return pagesFrom(db.pool, query, await findRequests(db.pool, query, null, ROWS_A_PAGE));
}

async function* pagesFrom(
  pool: Pool,
  filter: ExportRequestsQuery,
  first: readonly ListedRequest[],
): AsyncGenerator<string, void, undefined> {
  yield stringify([LISTED_FIELDS]);
  let page = first;
  for (;;) {
    yield stringify(page.map(cellsOf));
    const last = page.at(-1);
    if (!last || page.length < ROWS_A_PAGE) return;
    page = await findRequests(pool, filter, [last.occurredAt, last.requestId, last.gateway], ROWS_A_PAGE);
  }
}

const cellsOf = (request: ListedRequest): (string | null)[] =>
  LISTED_FIELDS.map((field) => {
    const value = request[field];
    if (value === null) return null;
    return safeCell(Array.isArray(value) ? value.join(";") : String(value));
  });
