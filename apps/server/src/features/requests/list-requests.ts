/** Pages of requests in any order, by keyset: what arrives meanwhile shifts nothing. Errors: INVALID_INPUT for a foreign cursor. */
import type { ListRequests } from "@ratecard/contract";
import { keptPart } from "#server/ledger/kept-days";
import { boundDays } from "#server/ledger/ledger-days";
import type { Services } from "#server/services/context";
import { refuseTooMany } from "./looked-at";
import { behind, cursorOf, orderFromCursor, orderOf } from "./request-order";
import { findRequests, type ListedRequest } from "./rows";

/** `keptFrom`: the scope begins before this day, and requests of before are no longer kept; null: all of it are there. */
export type RequestPage = Readonly<{
  requests: readonly ListedRequest[];
  nextCursor: string | null;
  keptFrom: string | null;
}>;

export async function listRequests(
  { db }: Pick<Services, "db">,
  { cursor, limit, sort, direction: _forward, ...wholeScope }: ListRequests,
): Promise<RequestPage> {
  const order = cursor ? orderFromCursor(sort, cursor) : orderOf(sort);
  const { scope, keptFrom } = await keptPart(db.pool, wholeScope);
  await refuseTooMany(db.pool, scope, order);
  const found = await findRequests(db.pool, await boundDays(db.pool, scope), order, limit + 1);
  const requests = found.slice(0, limit);
  const last = requests.at(-1);
  const isMore = found.length > limit && last !== undefined;
  return { requests, nextCursor: isMore ? cursorOf(sort, behind(order, last)) : null, keptFrom };
}

const MOST_NAMES = 1000;

/** The gateways that have sent usage. Names to filter by are those of the spend screens. */
export async function listFacets({ db }: Pick<Services, "db">) {
  const { rows } = await db.pool.query<{ name: string }>(
    `SELECT DISTINCT gateway AS name FROM intake_counts ORDER BY name LIMIT ${MOST_NAMES}`,
  );
  return { gateways: rows.map(({ name }) => name) };
}
