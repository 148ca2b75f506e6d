/**
 * The one way to a database: a `pg` pool, and Prisma's client on top of the same pool.
 * Units   raw SQL answers numeric and int8 as decimal strings, `date` as "YYYY-MM-DD" (never a local midnight).
 * Time    every session runs in UTC, whatever the server's zone; timestamptz is read as a Date.
 * Errors  a connection that breaks is replaced, an idle one is reported; only queries fail, after a bounded wait. A standby, which
 *         takes no writes, is refused as if it were away.
 */
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "../generated/client";

export type Database = Readonly<{
  prisma: PrismaClient;
  pool: pg.Pool;
  /** Of the intake alone, so that a flood of usage and the pages do not wait for each other. Plans its statements once. */
  intakePool: pg.Pool;
  close: () => Promise<void>;
}>;

/** The client inside a transaction. */
export type Transaction = Prisma.TransactionClient;

export type DatabaseOptions = {
  /** Connections of the pool that Prisma and raw SQL share; 12 if missing. The intake has two beside them. */
  maxConnections?: number;
  onConnectionLost?: (error: Error) => void;
};

/** For a connection of the pool, or a new one. */
const LONGEST_WAIT_MS = 10_000;
/** A server that was cut off does not say so: without a bound its queries would wait for a quarter of an hour. */
const LONGEST_QUERY_MS = 120_000;

/** Connects with the first query, not before. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const { maxConnections = 12, onConnectionLost = warn } = options;
  const openPool = (max: number, settings: readonly string[] = []) => {
    const pool = new pg.Pool({
      ...connectionInUtc(url, settings),
      max,
      connectionTimeoutMillis: LONGEST_WAIT_MS,
      query_timeout: LONGEST_QUERY_MS,
      keepAlive: true,
      types: { getTypeParser: parserOf },
      verify: refuseStandby,
    });
    pool.on("error", onConnectionLost);
    // Between two owners a connection has no listener of theirs, and may break just then.
    pool.on("connect", (client) => client.on("error", () => undefined));
    return pool;
  };
  const pool = openPool(maxConnections, READING_SETTINGS);
  const intakePool = openPool(INTAKE_CONNECTIONS, INTAKE_SETTINGS);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });

  const close = async () => {
    await prisma.$disconnect();
    await Promise.all([pool.end(), intakePool.end()]);
  };
  return { prisma, pool, intakePool, close };
}

/**
 * Days of the sums lie one after the other, and on a solid state disk. By the default cost, that of a turning disk, PostgreSQL reads
 * a year of sums to answer a month. By the default memory it writes the groups of a year by month to disk.
 */
const READING_SETTINGS = ["random_page_cost=1.1", "work_mem=16MB"];

const INTAKE_CONNECTIONS = 2;
/**
 * One plan for any number of rows: hash joins are right for thousands and cost nothing for one. Sums are grouped by hashing too: sorting
 * the requests once for each rollup takes up to a tenth of the statement's time.
 */
const INTAKE_SETTINGS = ["plan_cache_mode=force_generic_plan", "enable_nestloop=off", "enable_sort=off", "jit=off"];

/** Options of the URL itself stay; the zone is ours. */
function connectionInUtc(url: string, settings: readonly string[]) {
  const connection = new URL(url);
  const ours = ["timezone=UTC", ...settings].map((setting) => `-c ${setting}`);
  const options = [connection.searchParams.get("options"), ...ours].filter(Boolean).join(" ");
  connection.searchParams.delete("options");
  return { connectionString: connection.href, options };
}

/** After a failover a name may lead to the old server for a while. Kept in the pool, its connection would outlast that while. */
function refuseStandby(client: pg.PoolClient, done: (error?: Error) => void): void {
  client.query<{ isStandby: boolean }>('SELECT pg_is_in_recovery() AS "isStandby"', (error, result) => {
    if (error) done(error);
    else done(result.rows[0]?.isStandby ? new StandbyProblem() : undefined);
  });
}

/** Under PostgreSQL's own code for a write on a standby. */
class StandbyProblem extends Error {
  override readonly name = "StandbyProblem";
  readonly code = "25006";

  constructor() {
    super("The database is a standby, which takes no writes.");
  }
}

const asText = (value: string) => value;

const parserOf: typeof pg.types.getTypeParser = (oid: number, format?: "text" | "binary") =>
  oid === pg.types.builtins.DATE ? asText : pg.types.getTypeParser(oid, format);

const warn = (error: Error) => process.emitWarning(`A database connection was lost: ${error.message}`);

/** SQL that answers a column's instant as ISO 8601 UTC; with microseconds, as PostgreSQL keeps it, unless milliseconds are enough. */
export const isoInstant = (column: string, precision: "US" | "MS" = "US"): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.${precision}"Z"')`;
