/** Pages of requests, newest first, by keyset: what arrives meanwhile shifts nothing. Errors: INVALID_INPUT for a foreign cursor. */
import type { ListRequests } from "@ratecard/contract";
import { fromCursor, toCursor } from "#server/ledger/list-cursor";
import type { Services } from "#server/services/context";
import { requestFilter } from "./request-filter";
import { findRequests, type ListedRequest } from "./rows";

const KEY_PARTS = 3;

export type RequestPage = Readonly<{ requests: readonly ListedRequest[]; nextCursor: string | null }>;

export async function listRequests(
  { db }: Pick<Services, "db">,
  { cursor, limit, ...filter }: ListRequests,
): Promise<RequestPage> {
  const after = cursor ? fromCursor(cursor, KEY_PARTS) : null;
  const found = await findRequests(db.pool, requestFilter(filter), after, limit + 1);
  const requests = found.slice(0, limit);
  const last = requests.at(-1);
  const isMore = found.length > limit && last !== undefined;
  return { requests, nextCursor: isMore ? toCursor([last.occurredAt, last.requestId, last.gateway]) : null };
}

const MOST_NAMES = 1000;

/** Names to choose filters from: what the rollup and the intake have seen. */
export async function listFacets({ db }: Pick<Services, "db">) {
  const names = async (sql: string) =>
    (await db.pool.query<{ name: string }>(`${sql} ORDER BY name LIMIT ${MOST_NAMES}`)).rows.map(({ name }) => name);
  const [models, providers, gateways] = await Promise.all([
    names("SELECT DISTINCT model AS name FROM usage_by_model_day"),
    names("SELECT DISTINCT provider AS name FROM usage_by_model_day WHERE provider <> ''"),
    names("SELECT DISTINCT gateway AS name FROM intake_counts"),
  ]);
  return { models, providers, gateways };
}
