/**
 * The one way to a database: a `pg` pool, and Prisma's client on top of the same pool.
 *
 * Units   raw SQL answers numeric and int8 as decimal strings, `date` as "YYYY-MM-DD" (never a local midnight).
 * Time    every session runs in UTC, whatever the server's zone; timestamptz is read as a Date.
 * Errors  an idle connection that breaks is reported and replaced; only queries fail.
 */
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "../generated/client";

export type Database = Readonly<{
  prisma: PrismaClient;
  pool: pg.Pool;
  close: () => Promise<void>;
}>;

/** The client inside a transaction. */
export type Transaction = Prisma.TransactionClient;

export type DatabaseOptions = {
  /** Connections of the pool that Prisma and raw SQL share; 10 if missing. */
  maxConnections?: number;
  onConnectionLost?: (error: Error) => void;
};

/** Connects with the first query, not before. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const { maxConnections = 10, onConnectionLost = warn } = options;
  const pool = new pg.Pool({
    ...connectionInUtc(url),
    max: maxConnections,
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser: parserOf },
  });
  pool.on("error", onConnectionLost);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });

  const close = async () => {
    await prisma.$disconnect();
    await pool.end();
  };
  return { prisma, pool, close };
}

/** Options of the URL itself stay; the zone is ours. */
function connectionInUtc(url: string) {
  const connection = new URL(url);
  const options = [connection.searchParams.get("options"), "-c timezone=UTC"].filter(Boolean).join(" ");
  connection.searchParams.delete("options");
  return { connectionString: connection.href, options };
}

const asText = (value: string) => value;

const parserOf: typeof pg.types.getTypeParser = (oid: number, format?: "text" | "binary") =>
  oid === pg.types.builtins.DATE ? asText : pg.types.getTypeParser(oid, format);

const warn = (error: Error) => process.emitWarning(`A database connection was lost: ${error.message}`);
