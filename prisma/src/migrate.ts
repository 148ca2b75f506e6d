/**
 * Brings a database to the newest schema: what `prisma migrate deploy` does, without its downloaded engine.
 * Units   one transaction per migration, its record included; one statement per query.
 * Errors  MigrationProblem with a sentence: refused (nothing touched) or failed (that migration rolled back).
 * Source  prisma/migrations; two servers that start together wait for each other on an advisory lock.
 */
import { join } from "node:path";
import type pg from "pg";
import {
  type AppliedMigration,
  appliedMigrations,
  isChecksumOf,
  lockMigrations,
  type Migration,
  migrationsOnDisk,
  prismaHome,
  recordMigration,
  unlockMigrations,
} from "./migration-ledger";
import { withSession } from "./open-session";
import { splitStatements } from "./split-statements";

export class MigrationProblem extends Error {
  override readonly name = "MigrationProblem";
}

/** Returns the names of the migrations it applied, oldest first. */
export async function migrate(
  url: string,
  { folder = join(prismaHome(), "migrations") }: { folder?: string } = {},
): Promise<string[]> {
  const connection = { connectionString: url, options: "-c timezone=UTC" };
  return withSession(connection, "ratecard migrate", async (client) => {
    await lockMigrations(client);
    const plan = planMigrations(await migrationsOnDisk(folder), await appliedMigrations(client));
    if (plan.outcome === "refuse") throw new MigrationProblem(plan.sentence);
    for (const migration of plan.migrations) await applyMigration(client, migration);
    await unlockMigrations(client);
    return plan.migrations.map((migration) => migration.name);
  });
}

async function applyMigration(client: pg.Client, migration: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    for (const { sql, line } of splitStatements(migration.sql)) {
      await client.query(sql).catch((cause: unknown) => {
        throw new MigrationProblem(
          `Migration ${migration.name} failed in the statement on line ${line}: ${sentenceOf(cause)} Nothing of it was kept.`,
          { cause },
        );
      });
    }
    await recordMigration(client, migration);
    await client.query("COMMIT");
  } catch (error) {
    // A lost connection has rolled back already; its first error is the one to tell.
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

const sentenceOf = (cause: unknown) => `${cause instanceof Error ? cause.message : String(cause)}.`;

type MigrationPlan = { outcome: "apply"; migrations: readonly Migration[] } | { outcome: "refuse"; sentence: string };

/**
 * Compares the migrations on disk with those a database has had, and says which are to be applied.
 * Errors  none thrown: a database that must not be touched is an answer, with a sentence for the person who starts it.
 */
function planMigrations(onDisk: readonly Migration[], applied: readonly AppliedMigration[]): MigrationPlan {
  const known = new Map(onDisk.map((migration) => [migration.name, migration]));
  for (const { name, checksum, isFinished } of applied) {
    const migration = known.get(name);
    if (!migration)
      return refuse(
        `The database has migration ${name}, which this version of Ratecard does not know. Start the newer version that made it, or use another database.`,
      );
    if (!isFinished)
      return refuse(
        `Migration ${name} was begun by another tool and never finished. Repair the database, then mark it with "prisma migrate resolve".`,
      );
    if (!isChecksumOf(checksum, migration))
      return refuse(
        `Migration ${name} was changed after it was applied to this database. Restore prisma/migrations/${name}/migration.sql and put the change into a new migration.`,
      );
  }
  const done = new Set(applied.map((migration) => migration.name));
  return {
    outcome: "apply",
    migrations: onDisk.filter((migration) => !done.has(migration.name)),
  };
}

const refuse = (sentence: string): MigrationPlan => ({
  outcome: "refuse",
  sentence,
});
