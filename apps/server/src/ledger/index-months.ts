/**
 * Indexes of what requests are sorted by, for months that are over: there the intake does not pay for them with every row.
 * Source  made beside the intake (CONCURRENTLY), one after the other. One that was left half made is dropped and made again.
 * Errors  of the database; the next look goes on where this one was stopped.
 */
import { withConnection } from "@ratecard/prisma";
import type { Pool, PoolClient } from "pg";
import { RANGED } from "./request-filter";

const SORTED = Object.entries(RANGED).filter(([by]) => by !== "time");

type Partition = Readonly<{ name: string; valid: readonly string[]; broken: readonly string[] }>;

/** Rows of months that nobody prepared; hardly any arrive there. */
const REST = "usage_logs_other";

const indexName = (partition: string, by: string) => `${partition}_by_${by}`;

async function partitionsOf(client: Pick<Pool | PoolClient, "query">): Promise<readonly Partition[]> {
  const { rows } = await client.query<Partition>(
    `SELECT partition.relname AS name,
       coalesce(array_agg(index.relname::text) FILTER (WHERE indisvalid), '{}') AS valid,
       coalesce(array_agg(index.relname::text) FILTER (WHERE NOT indisvalid), '{}') AS broken
     FROM pg_inherits JOIN pg_class AS partition ON partition.oid = inhrelid
       LEFT JOIN pg_index ON indrelid = inhrelid LEFT JOIN pg_class AS index ON index.oid = indexrelid
     WHERE inhparent = 'usage_logs'::regclass GROUP BY partition.relname ORDER BY partition.relname`,
  );
  return rows;
}

/** One at a time. Trying it and never waiting: what waits has a snapshot, and an index made beside others waits for all of those. */
const TURN = "hashtext('ratecard.usage_logs.indexes')";

/** `isClosing` is asked before each index. False: another server is at it. */
export const indexMonths = (pool: Pool, isClosing: () => boolean): Promise<boolean> =>
  withConnection(pool, async (client) => {
    const { rows } = await client.query<{ isMine: boolean }>(`SELECT pg_try_advisory_lock(${TURN}) AS "isMine"`);
    if (!rows[0]?.isMine) return false;
    try {
      await indexInTurn(client, isClosing);
    } finally {
      await client.query(`SELECT pg_advisory_unlock(${TURN})`);
    }
    return true;
  });

async function indexInTurn(client: PoolClient, isClosing: () => boolean): Promise<void> {
  const { rows } = await client.query<{ first: string }>(
    "SELECT to_char(summed_before, 'YYYY_MM') AS first FROM usage_months",
  );
  const firstOpen = `usage_logs_${rows[0]?.first ?? ""}`;
  for (const { name, valid, broken } of await partitionsOf(client)) {
    if (name >= firstOpen && name !== REST) continue;
    for (const [by, { column }] of SORTED) {
      const index = indexName(name, by);
      if (valid.includes(index)) continue;
      if (isClosing()) return;
      if (broken.includes(index)) await client.query(`DROP INDEX CONCURRENTLY ${index}`);
      await client.query(`CREATE INDEX CONCURRENTLY IF NOT EXISTS ${index} ON ${name} (${column})`);
    }
  }
}

/** The months without these indexes, as `2026-11`. */
export async function monthsWithoutIndexes(pool: Pool): Promise<readonly string[]> {
  const open = (await partitionsOf(pool)).filter(
    ({ name, valid }) => name !== REST && !SORTED.every(([by]) => valid.includes(indexName(name, by))),
  );
  return open.map(({ name }) => name.slice("usage_logs_".length).replace("_", "-"));
}

/** Where those months begin; null: there are none. */
export async function firstWithoutIndexes(pool: Pool): Promise<string | null> {
  const [first] = await monthsWithoutIndexes(pool);
  return first === undefined ? null : `${first}-01T00:00:00Z`;
}
