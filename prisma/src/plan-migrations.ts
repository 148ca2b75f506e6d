/**
 * Compares the migrations on disk with those a database has had, and says which are to be applied.
 *
 * Errors  none thrown: a database that must not be touched is an answer, with a sentence for the person who starts it.
 */
import { isChecksumOf, type Migration } from "./migrations-on-disk";
import type { AppliedMigration } from "./migration-ledger";

export type MigrationPlan =
  | { outcome: "apply"; migrations: readonly Migration[] }
  | { outcome: "refuse"; sentence: string };

export function planMigrations(onDisk: readonly Migration[], applied: readonly AppliedMigration[]): MigrationPlan {
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
