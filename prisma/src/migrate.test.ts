import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { migrate } from "./migrate";
import { migrationsOnDisk, prismaHome } from "./migration-ledger";
import { createTestDatabase, type TestDatabase } from "./testing";
import { openSchemaEngine } from "./testing/schema-engine";

/** Migrated by the run's template, so also the proof that the real migrations apply. */
let migrated: TestDatabase;
let empty: TestDatabase;
let folder: string;

beforeAll(async () => {
  migrated = await createTestDatabase();
});
afterAll(() => migrated.drop());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "migrations-"));
  empty = await createTestDatabase();
  await empty.pool.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
});
afterEach(async () => {
  await empty.drop();
  await rm(folder, { recursive: true });
});

async function write(name: string, sql: string) {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, "migration.sql"), sql);
}

const schema = () => readFile(join(prismaHome(), "schema.prisma"), "utf8");

async function tables() {
  const { rows } = await empty.pool.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
  return rows.map((row) => row.tablename).filter((name) => name !== "_prisma_migrations");
}

test("schema.prisma and the migrations describe one database", async () => {
  const content = await schema();
  const files = [{ path: "schema.prisma", content }];
  const { engine, close } = await openSchemaEngine(migrated.url, content);
  const { stdout } = await engine.diff({
    from: { tag: "schemaDatasource", files, configDir: "." },
    to: { tag: "schemaDatamodel", files },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  await close();

  // The migrations own the indexes: many are partial or ordered, which schema.prisma cannot say.
  const changes = (stdout ?? "")
    .split(/\n(?=-- )/)
    .filter((change) => !/^-- (DropIndex|This is an empty migration)/.test(change.trim()));
  expect(changes).toEqual([]);
});

test("Prisma's engine finds our record of the migrations in order", async () => {
  const { engine, close } = await openSchemaEngine(migrated.url, await schema());
  const home = join(prismaHome(), "migrations");
  const directories = (await migrationsOnDisk(home)).map(({ name, sql }) => ({
    path: name,
    migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: sql } },
  }));
  const diagnosis = await engine.diagnoseMigrationHistory({
    migrationsList: {
      baseDir: home,
      lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"' },
      shadowDbInitScript: "",
      migrationDirectories: directories,
    },
    optInToShadowDatabase: false,
    filters: { externalTables: [], externalEnums: [] },
  });
  await close();
  expect(diagnosis).toEqual({
    editedMigrationNames: [],
    failedMigrationNames: [],
    hasMigrationsTable: true,
    history: null,
  });
});

test("each migration is applied once, also by two servers that start together", async () => {
  await write("001_a", "CREATE TABLE a (id int); INSERT INTO a VALUES (1);");
  await write("002_b", "CREATE TABLE b (id int);");

  const runs = await Promise.all([migrate(empty.url, { folder }), migrate(empty.url, { folder })]);
  expect(runs.toSorted((one, other) => one.length - other.length)).toEqual([[], ["001_a", "002_b"]]);
  expect(await migrate(empty.url, { folder })).toEqual([]);
  expect(await tables()).toEqual(["a", "b"]);
});

test("a failing migration leaves nothing behind, names its line, and can be repaired", async () => {
  await write("001_a", "CREATE TABLE a (id int);");
  await write("002_b", "CREATE TABLE b (id int);\n\n-- no such table\nINSERT INTO c VALUES (1);");

  await expect(migrate(empty.url, { folder })).rejects.toThrow(
    /^Migration 002_b failed in the statement on line 4: relation "c" does not exist\. Nothing of it was kept\.$/,
  );
  expect(await tables()).toEqual(["a"]);

  await write("002_b", "CREATE TABLE b (id int);");
  expect(await migrate(empty.url, { folder })).toEqual(["002_b"]);
});

test("a migration that was changed after it was applied is refused, and nothing else is applied", async () => {
  await write("001_a", "CREATE TABLE a (id int);");
  await migrate(empty.url, { folder });
  await write("001_a", "CREATE TABLE a (id bigint);");
  await write("002_b", "CREATE TABLE b (id int);");

  await expect(migrate(empty.url, { folder })).rejects.toThrow(/^Migration 001_a was changed after it was applied/);
  expect(await tables()).toEqual(["a"]);
});

test("Windows line ends are no change", async () => {
  await write("001_a", "CREATE TABLE a (\n  id int\n);\n");
  await migrate(empty.url, { folder });
  await write("001_a", "CREATE TABLE a (\r\n  id int\r\n);\r\n");
  expect(await migrate(empty.url, { folder })).toEqual([]);
});

test("a database of a newer Ratecard is refused", async () => {
  await write("001_a", "CREATE TABLE a (id int);");
  await migrate(empty.url, { folder });
  await rm(join(folder, "001_a"), { recursive: true });
  await expect(migrate(empty.url, { folder })).rejects.toThrow(
    /^The database has migration 001_a, which this version of Ratecard does not know/,
  );
});
