/**
 * Migrations are append-only: a database that has had one would be refused after a change of its file.
 *
 * Source  migrations/frozen.json, one line a migration, in order. A new one is added there with the checksum that this test prints.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { migrationsOnDisk, prismaHome } from "./migration-ledger";

const folder = join(prismaHome(), "migrations");

test("every migration is as it was frozen; a change goes into a new one", async () => {
  const frozen: unknown = JSON.parse(await readFile(join(folder, "frozen.json"), "utf8"));
  const onDisk = await migrationsOnDisk(folder);
  expect(frozen).toEqual(Object.fromEntries(onDisk.map(({ name, checksum }) => [name, checksum])));
  expect(Object.keys(frozen as object)).toEqual(onDisk.map(({ name }) => name));
});
