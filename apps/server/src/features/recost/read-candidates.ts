/**
 * The requests of a run in the order of the ledger's key, some at a time, each with what becomes of it.
 * Time    from the oldest on. What arrived after the dry run is left out: it was priced at these prices already.
 * Source  a correction prices its requests anew; a reversal gives back what another run took, where nothing changed it since.
 */
import type { RequestScope } from "@ratecard/contract";
import type { Pool } from "pg";
import { type BookedRequest, chargeAgain, CHARGED_COLUMNS, type Priced } from "#server/ledger/charge-again";
import { requestFilter } from "#server/ledger/request-filter";
import type { PricesNow } from "#server/pricing/live-prices";
import { type Decision, decideRecost } from "./decide-recost";

/** Time, id and gateway of a request. */
export type RunCursor = readonly [occurredAt: string, requestId: string, gateway: string];
export type Candidate = Readonly<{ request: BookedRequest; decision: Decision }>;

/** Answers fewer than `limit` at the end. */
export type ReadCandidates = (after: RunCursor | null, limit: number) => Promise<readonly Candidate[]>;

/** `createdAt`: of the dry run. */
type ToRead = Readonly<{ scope: RequestScope; reverses: string | null; createdAt: string }>;

export function candidatesOf(pool: Pool, { scope, reverses, createdAt }: ToRead, prices: PricesNow): ReadCandidates {
  if (reverses !== null) return (after, limit) => readReversed(pool, reverses, after, limit);
  return async (after, limit) => {
    const requests = await readScoped(pool, scope, createdAt, after, limit);
    return requests.map((request) => ({ request, decision: decideRecost(request, chargeAgain(request, prices)) }));
  };
}

const KEY = ["occurred_at", "request_id", "gateway"] as const;
const keyOf = (table: string) => KEY.map((column) => `${table}.${column}`).join(", ");

async function readScoped(
  pool: Pool,
  scope: RequestScope,
  receivedBy: string,
  after: RunCursor | null,
  limit: number,
): Promise<readonly BookedRequest[]> {
  const { where, values } = requestFilter(scope);
  const { rows } = await pool.query<BookedRequest>(
    `SELECT ${CHARGED_COLUMNS} FROM usage_logs AS logged
     WHERE ${where} AND logged.received_at <= $${values.length + 1}::timestamptz ${behind("logged", after, values.length + 1)}
     ORDER BY ${keyOf("logged")} LIMIT ${limit}`,
    [...values, receivedBy, ...(after ?? [])],
  );
  return rows;
}

const behind = (table: string, after: RunCursor | null, given: number): string =>
  after ? `AND (${keyOf(table)}) > ($${given + 1}::timestamptz, $${given + 2}, $${given + 3})` : "";

type Reversed = BookedRequest & Readonly<{ old: Priced; isUntouched: boolean }>;

/** The request as it stands, and as it stood before the run. */
const REVERSED = `${CHARGED_COLUMNS}, jsonb_build_object('provider', adjusted.old_provider, 'costUsd', trim_scale(adjusted.old_cost_usd)::text,
    'source', adjusted.old_pricing_source, 'priceVersionId', adjusted.old_price_version_id::text,
    'catalogSnapshotId', adjusted.old_catalog_snapshot_id::text, 'catalogKey', adjusted.old_catalog_key,
    'flags', adjusted.old_flags, 'notPriced', adjusted.old_not_priced) AS old,
  (logged.cost_usd IS NOT DISTINCT FROM adjusted.new_cost_usd AND logged.pricing_source = adjusted.new_pricing_source
    AND logged.price_version_id IS NOT DISTINCT FROM adjusted.new_price_version_id
    AND logged.flags = adjusted.new_flags) AS "isUntouched"`;

async function readReversed(
  pool: Pool,
  runId: string,
  after: RunCursor | null,
  limit: number,
): Promise<readonly Candidate[]> {
  // Each request is looked up by its key (OFFSET 0 keeps it so): PostgreSQL would rather join both tables whole for each step.
  const { rows } = await pool.query<Reversed>(
    `SELECT ${REVERSED} FROM cost_adjustments AS adjusted CROSS JOIN LATERAL (
       SELECT * FROM usage_logs WHERE (${KEY.join(", ")}) = (${keyOf("adjusted")}) OFFSET 0
     ) AS logged
     WHERE adjusted.run_id = $1 ${behind("adjusted", after, 1)} ORDER BY ${keyOf("adjusted")} LIMIT ${limit}`,
    [runId, ...(after ?? [])],
  );
  return rows.map(({ old, isUntouched, ...request }) => ({
    request,
    decision: isUntouched ? { kind: "changed", priced: old } : { kind: "same" },
  }));
}
