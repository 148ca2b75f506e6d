/**
 * A filled ledger in a folder of its own, made once and kept for the next run.
 * `shape`: the rollups that a hundred million requests leave, which is every member on every day, without their rows.
 */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { withSession } from "@ratecard/prisma";
import { indexMonths } from "#server/ledger/index-months";
import { type EmbeddedServer, withEmbeddedServer } from "./embedded-server";
import { DAYS, fillLedger } from "./fill-ledger";
import { rebuildRollups } from "./rebuild-rollups";

export type FilledKind = "rows" | "shape";

/** Twelve thousand rows a day meet nearly each of 200 models x 20 teams. */
const SHAPE_ROWS = DAYS * 12_000;

/** `lastDay`: the newest that has requests. */
export type FilledLedger = Readonly<{ server: EmbeddedServer; rows: number; lastDay: string }>;

export async function withFilledLedger(
  folder: string,
  kind: FilledKind,
  rows: number,
  work: (filled: FilledLedger) => Promise<void>,
): Promise<void> {
  const wanted = kind === "shape" ? SHAPE_ROWS : rows;
  await withEmbeddedServer(join(folder, `${kind}-${wanted}`), async (server) => {
    // Not of the pool: its queries end after two minutes.
    const lastDay = await withSession({ connectionString: server.databaseUrl }, "bench fill", (session) =>
      ensureFilled((sql, values) => session.query(sql, values), kind, wanted),
    );
    // The server that is measured may be at it.
    while (!(await indexMonths(server.db.pool, new Date(), () => false))) await sleep(500);
    await work({ server, rows: wanted, lastDay });
  });
}

type Run = (sql: string, values?: unknown[]) => Promise<Readonly<{ rows: readonly Filled[] }>>;
type Filled = Readonly<{ day: string; isCurrent: boolean }>;

const NEWEST_MIGRATION = "(SELECT max(migration_name) FROM _prisma_migrations)";

/** Answers the newest day. The table `bench_filled` has a row once all is done; after a migration the rollups are made anew. */
async function ensureFilled(run: Run, kind: FilledKind, rows: number): Promise<string> {
  await run("CREATE TABLE IF NOT EXISTS bench_filled (last_day date NOT NULL, migration text NOT NULL)");
  const filled = await run(
    `SELECT last_day::text AS day, migration = ${NEWEST_MIGRATION} AS "isCurrent" FROM bench_filled`,
  );
  const [before] = filled.rows;
  if (before?.isCurrent) return before.day;
  const hasRows = before !== undefined && kind === "rows";
  const lastDay = hasRows ? before.day : new Date().toISOString().slice(0, 10);
  await run("TRUNCATE bench_filled");
  if (!hasRows) {
    await run("TRUNCATE usage_logs, usage_keys");
    await fillLedger(run, { rows, isEven: kind === "shape", lastDay });
  }
  await rebuildRollups(run);
  process.stdout.write("rollups are made\n");
  if (kind === "shape") await run("TRUNCATE usage_logs, usage_keys");
  await run(`INSERT INTO bench_filled (last_day, migration) VALUES ($1, ${NEWEST_MIGRATION})`, [lastDay]);
  return lastDay;
}
