/**
 * The table `_prisma_migrations`, exactly as Prisma's own command lays and fills it, so that both agree.
 * Time    timestamptz, UTC.
 * Source  prisma-engines, schema-engine "imperative migration persistence"; ledger.test.ts asks the engine itself.
 */
import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";

/** The key Prisma's command locks, so it and a starting server wait for each other. */
const LOCK_KEY = 72707369;

export type AppliedMigration = Readonly<{
  name: string;
  checksum: string;
  isFinished: boolean;
}>;

export async function lockMigrations(client: pg.ClientBase): Promise<void> {
  await client.query("SELECT pg_advisory_lock($1)", [LOCK_KEY]);
}

export async function unlockMigrations(client: pg.ClientBase): Promise<void> {
  await client.query("SELECT pg_advisory_unlock($1)", [LOCK_KEY]);
}

export async function appliedMigrations(client: pg.ClientBase): Promise<AppliedMigration[]> {
  await client.query("SET client_min_messages = warning");
  await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`);
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS "isFinished"
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
  );
  return rows;
}

/** Belongs into the migration's own transaction: both happen, or neither. */
export async function recordMigration(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), migration.checksum, migration.name],
  );
}

export type Migration = Readonly<{
  name: string;
  sql: string;
  checksum: string;
}>;

/**
 * Reads the migrations the way Prisma's own command does: one folder each, in the order of their names.
 * Units   checksums are SHA-256 over the file's bytes, lower-case hexadecimal.
 * Errors  throws when a migration folder has no migration.sql.
 */
export async function migrationsOnDisk(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.toSorted().map((name) => readMigration(folder, name)));
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
  return { name, sql, checksum: checksumOf(sql) };
}

/** A checkout with Windows line ends holds the same migration. */
export function isChecksumOf(checksum: string, migration: Migration): boolean {
  return checksum === migration.checksum || checksum === checksumOf(migration.sql.replaceAll("\r\n", "\n"));
}

const checksumOf = (sql: string) => createHash("sha256").update(sql).digest("hex");

/**
 * Finds the project's `prisma` folder: schema, migrations and the database's binaries hang on it.
 * Errors  throws when no folder above holds it, which means the checkout is incomplete.
 * Source  this module runs both from `prisma/src` and bundled into an app's `dist`, so it looks upwards.
 */
export function prismaHome(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    const home = join(folder, "prisma");
    if (existsSync(join(home, "schema.prisma"))) return home;
  }
  throw new Error(`No folder above ${start} holds prisma/schema.prisma. Start Ratecard from a complete checkout.`);
}
