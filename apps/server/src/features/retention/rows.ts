/**
 * How long requests are kept, and which months are older. Months are those of UTC, as the partitions of the ledger are; days are of the
 * ledger. Units: requests, bytes.
 */
import type { RetentionWait } from "@ratecard/contract";
import { isoInstant, type Transaction } from "@ratecard/prisma";
import type { Pool } from "pg";

export type OldMonth = Readonly<{
  month: string;
  requests: number;
  /** Of the partition with its indexes. */
  bytes: number;
  /** The last day of the ledger that loses requests. */
  lastDay: string;
  /** What has to be over before they are dropped. */
  waitsFor: readonly RetentionWait[];
}>;

/** Months that hold requests. Rows that found no partition of their own lie in the rest. */
const HELD = `SELECT to_date(right(relname, 7), 'YYYY_MM') AS month, relname::text AS partition, pg_total_relation_size(part.oid) AS bytes
    FROM pg_inherits JOIN pg_class AS part ON part.oid = inhrelid
    WHERE inhparent = 'usage_logs'::regclass AND relname ~ '^usage_logs_\\d{4}_\\d{2}$'
    UNION ALL
    SELECT date_trunc('month', occurred_at AT TIME ZONE 'UTC')::date, NULL, 0 FROM usage_logs_other GROUP BY 1`;

/** The requests of its days: what their sums say, with what of it is counted on other days. */
const REQUESTS = `coalesce((SELECT sum(requests) FROM usage_total_day WHERE day >= month AND day < month + interval '1 month'), 0)
      + coalesce((SELECT sum(requests) FROM usage_corrections WHERE corrects_on >= month AND corrects_on < month + interval '1 month'), 0)
      - coalesce((SELECT sum(requests) FROM usage_corrections WHERE posted_on >= month AND posted_on < month + interval '1 month'), 0)`;

const WAITS: Readonly<Record<RetentionWait, string>> = {
  sums: "last_day >= summed_before OR zone_holds_from IS NOT NULL",
  closing: "last_day >= closed_before",
  recost: "EXISTS (SELECT FROM recost_runs WHERE state IN ('previewing', 'running'))",
  // Compared as text, for a time may be what is wrong with it; by its offset it may be of the day beside.
  quarantine: `EXISTS (SELECT FROM usage_quarantine WHERE resolved_at IS NULL
      AND left(coalesce(payload->>'occurredAt', received_at::text), 10)
        BETWEEN to_char(month - interval '1 day', 'YYYY-MM-DD') AND to_char(month + interval '1 month', 'YYYY-MM-DD'))`,
  "sample-data": `EXISTS (SELECT FROM intake_counts WHERE gateway = $3)
      AND EXISTS (SELECT FROM usage_logs WHERE gateway = $3 AND occurred_at >= month AND occurred_at < month + interval '1 month')`,
};

/** $1 now, $2 how many months are kept, $3 the gateway of sample data. Oldest first: that is how they go. */
const OLD_MONTHS = `WITH held AS (${HELD}
  ), old AS (
    SELECT month, sum(bytes) AS bytes,
      (((month + interval '1 month') AT TIME ZONE 'UTC' - interval '1 microsecond') AT TIME ZONE min(zone))::date AS last_day
    FROM held, usage_months
    WHERE month < date_trunc('month', $1::timestamptz AT TIME ZONE zone) - make_interval(months => $2::int)
      AND (kept_from IS NULL OR month >= (kept_from AT TIME ZONE 'UTC')::date)
    GROUP BY month
  )
  SELECT to_char(month, 'YYYY-MM') AS month, bytes::float8 AS bytes, (${REQUESTS})::float8 AS requests, last_day::text AS "lastDay",
    array_remove(ARRAY[${Object.entries(WAITS)
      .map(([wait, condition]) => `CASE WHEN ${condition} THEN '${wait}' END`)
      .join(", ")}], NULL) AS "waitsFor"
  FROM old, usage_months ORDER BY old.month`;

type Limits = readonly [now: Date, months: number, sampleGateway: string];

export async function findOldMonths(pool: Pool, limits: Limits): Promise<readonly OldMonth[]> {
  const { rows } = await pool.query<OldMonth>(OLD_MONTHS, [...limits]);
  return rows;
}

/** As they are until the transaction ends: late requests, closing months and beginning a re-cost wait for it. */
export async function lockOldMonths(tx: Transaction, limits: Limits): Promise<readonly OldMonth[]> {
  const rows = await tx.$queryRaw<
    { months: number | null }[]
  >`SELECT keep_months AS months FROM usage_months FOR UPDATE`;
  // Somebody wants to keep more of them by now.
  if (rows[0]?.months !== limits[1]) return [];
  return tx.$queryRawUnsafe<OldMonth[]>(OLD_MONTHS, ...limits);
}

/** null: for ever. */
export async function findKeepMonths(pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ months: number | null }>("SELECT keep_months AS months FROM usage_months");
  return rows[0]?.months ?? null;
}

/** Answers what it was before. */
export async function saveKeepMonths(tx: Transaction, months: number | null): Promise<number | null> {
  const rows = await tx.$queryRaw<{ before: number | null }[]>`
    UPDATE usage_months SET keep_months = ${months}::int FROM usage_months AS old RETURNING old.keep_months AS before`;
  return rows[0]?.before ?? null;
}

/** Requests of this month and before are no longer kept: from the end of the transaction on nothing is booked there. */
export async function saveKeptAfter(tx: Transaction, month: string): Promise<void> {
  await tx.$executeRaw`UPDATE usage_months
    SET kept_from = ((${`${month}-01`}::date + interval '1 month') AT TIME ZONE 'UTC')`;
}

/** The oldest month whose requests are no longer kept and still there. `partition` null: they lie in the rest. */
export const OLDEST_TO_DROP = `SELECT month::text, partition, ((month + interval '1 month') AT TIME ZONE 'UTC')::text AS "until"
  FROM (${HELD}) AS held, usage_months WHERE month < (kept_from AT TIME ZONE 'UTC')::date ORDER BY month, partition NULLS LAST LIMIT 1`;

export type DroppedMonth = Readonly<{ month: string; requests: number; droppedAt: string }>;

/** Newest first. */
export async function findDroppedMonths(pool: Pool): Promise<readonly DroppedMonth[]> {
  const { rows } = await pool.query<DroppedMonth>(
    `SELECT to_char(month, 'YYYY-MM') AS month, sum(requests)::float8 AS requests, ${isoInstant("max(dropped_at)", "MS")} AS "droppedAt"
     FROM usage_dropped GROUP BY month ORDER BY month DESC`,
  );
  return rows;
}
