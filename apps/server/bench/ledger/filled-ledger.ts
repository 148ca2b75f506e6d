/**
 * A filled ledger in a folder of its own, made once and kept for the next run.
 * `shape`: the rollups that a hundred million requests leave, which is every member on every day, without their rows.
 */
import { join } from "node:path";
import { type EmbeddedServer, withEmbeddedServer } from "./embedded-server";
import { DAYS, fillLedger } from "./fill-ledger";

export type FilledKind = "rows" | "shape";

/** Twelve thousand rows a day meet each of 200 models x 20 teams. */
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
    const lastDay = (await filledUntil(server)) ?? (await fill(server, kind, wanted));
    await work({ server, rows: wanted, lastDay });
  });
}

/** null: not filled, or not to the end. */
async function filledUntil({ db }: EmbeddedServer): Promise<string | null> {
  await db.pool.query("CREATE TABLE IF NOT EXISTS bench_filled (last_day date NOT NULL)");
  const { rows } = await db.pool.query<{ day: string }>("SELECT last_day AS day FROM bench_filled");
  return rows[0]?.day ?? null;
}

async function fill({ db, databaseUrl }: EmbeddedServer, kind: FilledKind, rows: number): Promise<string> {
  const lastDay = new Date().toISOString().slice(0, 10);
  await db.pool.query("TRUNCATE usage_logs, usage_keys");
  await fillLedger(databaseUrl, { rows, isEven: kind === "shape", lastDay }, (line) =>
    process.stdout.write(`${line}\n`),
  );
  if (kind === "shape") await db.pool.query("TRUNCATE usage_logs, usage_keys");
  await db.pool.query("INSERT INTO bench_filled (last_day) VALUES ($1)", [lastDay]);
  return lastDay;
}
