/**
 * The requests of a filter as CSV, in the order of the list, streamed page by page: as many as there are, in the memory of one page.
 * Units   USD and counts exact, as the list has them; an empty cell is not known. Lists of names are separated by `;`.
 * Source  a text that a spreadsheet would run gets an apostrophe. What arrives meanwhile shifts nothing: pages go on by key.
 */
import type { ExportRequestsQuery } from "@ratecard/contract";
import { stringify } from "csv-stringify/sync";
import { safeCell } from "#server/entries/price-csv";
import { requireKept } from "#server/ledger/kept-days";
import { boundDays } from "#server/ledger/ledger-days";
import type { Services } from "#server/services/context";
import { refuseTooMany } from "./looked-at";
import { behind, orderOf, type RequestOrder } from "./request-order";
import { findRequests, LISTED_FIELDS, type ListedRequest } from "./rows";

const ROWS_A_PAGE = 2000;
/** Each page of another order looks through all requests once more. */
const ROWS_A_SORTED_PAGE = 20_000;

/** The first page is read before anything is answered, so that what is wrong is an answer and not half a file. */
export async function exportRequests(
  { db }: Pick<Services, "db">,
  { sort, ...scope }: ExportRequestsQuery,
): Promise<AsyncGenerator<string>> {
  const order = orderOf(sort);
  if (scope.from !== undefined) await requireKept(db.pool, scope.from);
  await refuseTooMany(db.pool, scope, order);
  const bound = await boundDays(db.pool, scope);
  const rowsAPage = order.by === "time" ? ROWS_A_PAGE : ROWS_A_SORTED_PAGE;
  const read = (from: RequestOrder) => findRequests(db.pool, bound, from, rowsAPage);
  return pagesFrom(read, order, rowsAPage, await read(order));
}

async function* pagesFrom(
  read: (from: RequestOrder) => Promise<readonly ListedRequest[]>,
  order: RequestOrder,
  rowsAPage: number,
  first: readonly ListedRequest[],
): AsyncGenerator<string, void, undefined> {
  yield stringify([LISTED_FIELDS]);
  let page = first;
  for (;;) {
    yield stringify(page.map(cellsOf));
    const last = page.at(-1);
    if (!last || page.length < rowsAPage) return;
    page = await read(behind(order, last));
  }
}

const cellsOf = (request: ListedRequest): (string | null)[] =>
  LISTED_FIELDS.map((field) => {
    const value = request[field];
    if (value === null) return null;
    return safeCell(Array.isArray(value) ? value.join(";") : String(value));
  });
