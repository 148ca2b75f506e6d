/**
 * Reads the migrations the way Prisma's own command does: one folder each, in the order of their names.
 *
 * Units   checksums are SHA-256 over the file's bytes, lower-case hexadecimal.
 * Errors  throws when a migration folder has no migration.sql.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export type Migration = Readonly<{
  name: string;
  sql: string;
  checksum: string;
}>;

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
