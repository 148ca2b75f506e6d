/** A database as it was before one migration, so that a test can write rows of that time and then run the rest. */
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "@ratecard/prisma";
import { createTestDatabase, type TestDatabase } from "@ratecard/prisma/testing";

const MIGRATIONS = join(import.meta.dirname, "../../../../prisma/migrations");

/** `migration`: its folder, or how the name of its folder begins, as `0009`. The caller drops the database. */
export async function migratedBefore(migration: string): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await database.pool.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  const folder = await mkdtemp(join(tmpdir(), "ratecard-migrations-"));
  try {
    const earlier = (await readdir(MIGRATIONS)).filter((name) => /^\d{4}_/.test(name) && name < migration);
    for (const name of earlier) await cp(join(MIGRATIONS, name), join(folder, name), { recursive: true });
    await migrate(database.url, { folder });
  } finally {
    await rm(folder, { recursive: true });
  }
  return database;
}
