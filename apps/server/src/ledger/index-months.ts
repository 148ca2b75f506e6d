/**
 * Indexes of what requests are sorted by, where the intake does not pay for them with every row: of months that are over, and of the
 * days of an open month that are over. Of months that are over, also one that adds up what failed without reading its rows.
 * Source  made beside the intake (CONCURRENTLY), one after the other. One that was left half made is dropped and made again.
 * Errors  of the database; the next look goes on where this one was stopped.
 */
import { addDays } from "@ratecard/contract";
import { withConnection } from "@ratecard/prisma";
import type { Pool, PoolClient } from "pg";
import { countLookedAt } from "./open-sums";
import { RANGED } from "./request-filter";

const SORTED = Object.entries(RANGED).filter(([by]) => by !== "time");

type Partition = Readonly<{ name: string; valid: readonly string[]; broken: readonly string[] }>;

/** Rows of months that nobody prepared; hardly any arrive there. */
const REST = "usage_logs_other";

/** `before`: a day of UTC, where only what is of before is in it. */
const indexName = (partition: string, by: string, before: string | null) =>
  `${partition}_by_${by}${before === null ? "" : `_before_${before.replaceAll("-", "")}`}`;

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
export const indexMonths = (pool: Pool, now: Date, isClosing: () => boolean): Promise<boolean> =>
  withConnection(pool, async (client) => {
    const { rows } = await client.query<{ isMine: boolean }>(`SELECT pg_try_advisory_lock(${TURN}) AS "isMine"`);
    if (!rows[0]?.isMine) return false;
    try {
      await indexInTurn(client, now, isClosing);
    } finally {
      await client.query(`SELECT pg_advisory_unlock(${TURN})`);
    }
    return true;
  });

async function indexInTurn(client: PoolClient, now: Date, isClosing: () => boolean): Promise<void> {
  const { rows } = await client.query<{ first: string }>(
    "SELECT date_trunc('month', summed_before)::date AS first FROM usage_months",
  );
  const firstOpen = rows[0]?.first ?? "";
  const today = new Date(now.getTime() - SETTLED_AFTER_MS).toISOString().slice(0, 10);
  for (const partition of await partitionsOf(client)) {
    const { name } = partition;
    const isOver = name === REST || firstDayOf(name) < firstOpen;
    const before = isOver ? null : earlier(today, firstDayAfter(name));
    if (before !== null && (await countBetween(client, firstWithout(partition), before)) < WORTH_AN_INDEX) continue;
    const condition = before === null ? "" : ` WHERE occurred_at < '${before}T00:00:00Z'`;
    const sorted = SORTED.map(([by, { column }]) => ({ by, of: `(${column})${condition}` }));
    for (const { by, of } of isOver ? [...sorted, { by: "failure", of: FAILURES }] : sorted) {
      if (isClosing()) return;
      await ensureIndex(client, partition, { name: indexName(name, by, before), by, of });
    }
  }
}

/** What totals and groups of failed requests read: they are few, and lie far apart. */
const FAILURES = "(occurred_at) INCLUDE (cost_usd, total_tokens, sum_of_requests, model, status_code) WHERE is_error";

/** Hardly any request of a day arrives later. */
const SETTLED_AFTER_MS = 60 * 60 * 1000;
/** Fewer are looked through in some 10 ms. */
const WORTH_AN_INDEX = 10_000;

const countBetween = async (client: PoolClient, from: string, before: string): Promise<number> =>
  from < before ? countLookedAt(client, { from, to: addDays(before, -1) }) : 0;

type Index = Readonly<{ name: string; by: string; of: string }>;

/** An index of fewer days goes once this one is there. */
async function ensureIndex(client: PoolClient, partition: Partition, { name, by, of }: Index) {
  const { valid, broken } = partition;
  if (!valid.includes(name)) {
    if (broken.includes(name)) await client.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
    await client.query(`CREATE INDEX CONCURRENTLY IF NOT EXISTS ${name} ON ${partition.name} ${of}`);
  }
  const replaced = [...valid, ...broken].filter(
    (other) => other !== name && daysIn(partition.name, by, other) !== null,
  );
  for (const other of replaced) await client.query(`DROP INDEX CONCURRENTLY IF EXISTS ${other}`);
}

/** The day before which the requests in an index are; null: it is none of these. */
function daysIn(partition: string, by: string, index: string): string | null {
  const prefix = indexName(partition, by, "");
  const digits = index.startsWith(prefix) ? index.slice(prefix.length) : "";
  return /^\d{8}$/.test(digits) ? digits.replace(/(....)(..)(..)/, "$1-$2-$3") : null;
}

const firstDayOf = (partition: string): string => `${partition.slice("usage_logs_".length).replace("_", "-")}-01`;
const firstDayAfter = (partition: string): string => `${addDays(firstDayOf(partition), 31).slice(0, 8)}01`;
const earlier = (day: string, other: string): string => (day < other ? day : other);

/** Days of UTC, `before` excluded. */
export type DaysWithoutIndexes = Readonly<{ from: string; before: string }>;

/** Of each month: the days that a sorted list has to look through. */
export async function daysWithoutIndexes(pool: Pool): Promise<readonly DaysWithoutIndexes[]> {
  return (await partitionsOf(pool)).flatMap((partition) => {
    const { name, valid } = partition;
    if (name === REST || SORTED.every(([by]) => valid.includes(indexName(name, by, null)))) return [];
    const [from, before] = [firstWithout(partition), firstDayAfter(name)];
    return from < before ? [{ from, before }] : [];
  });
}

/** Of an open month: its first day that an index of any sort lacks. */
function firstWithout({ name, valid }: Partition): string {
  const indexed = SORTED.map(
    ([by]) =>
      valid
        .map((index) => daysIn(name, by, index) ?? "")
        .toSorted()
        .at(-1) ?? "",
  );
  return indexed.reduce(earlier) || firstDayOf(name);
}

/** The instant from which on there may be days without them; null: all have them. */
export async function firstWithoutIndexes(pool: Pool): Promise<string | null> {
  const [first] = await daysWithoutIndexes(pool);
  return first === undefined ? null : `${first.from}T00:00:00Z`;
}
