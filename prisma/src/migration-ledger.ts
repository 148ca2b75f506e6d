/**
 * The table `_prisma_migrations`, exactly as Prisma's own command lays and fills it, so that both agree.
 *
 * Time    timestamptz, UTC.
 * Source  prisma-engines, schema-engine "imperative migration persistence"; ledger.test.ts asks the engine itself.
 */
import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Migration } from "./migrations-on-disk";

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
