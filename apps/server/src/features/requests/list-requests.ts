/** Pages of requests, newest first, by keyset: what arrives meanwhile shifts nothing. Errors: INVALID_INPUT for a foreign cursor. */
import type { ListRequests } from "@ratecard/contract";
import { fromCursor, toCursor } from "#server/ledger/list-cursor";
import type { Services } from "#server/services/context";
import { findRequests, type ListedRequest } from "./rows";

const KEY_PARTS = 3;

export type RequestPage = Readonly<{ requests: readonly ListedRequest[]; nextCursor: string | null }>;

export async function listRequests(
  { db }: Pick<Services, "db">,
  { cursor, limit, ...filter }: ListRequests,
): Promise<RequestPage> {
  const after = cursor ? fromCursor(cursor, KEY_PARTS) : null;
  const found = await findRequests(db.pool, filter, after, limit + 1);
  const requests = found.slice(0, limit);
  const last = requests.at(-1);
  const isMore = found.length > limit && last !== undefined;
  return { requests, nextCursor: isMore ? toCursor([last.occurredAt, last.requestId, last.gateway]) : null };
}

const MOST_NAMES = 1000;

/** The gateways that have sent usage. Names to filter by are those of the spend screens. */
export async function listFacets({ db }: Pick<Services, "db">) {
  const { rows } = await db.pool.query<{ name: string }>(
    `SELECT DISTINCT gateway AS name FROM intake_counts ORDER BY name LIMIT ${MOST_NAMES}`,
  );
  return { gateways: rows.map(({ name }) => name) };
}
