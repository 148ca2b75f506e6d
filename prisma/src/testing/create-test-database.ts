/** A database of its own for one test file: migrated, empty, gone after `drop()`. */
import { randomBytes } from "node:crypto";
import { type Database, openDatabase } from "../open-database";
import { databaseUrl, onServer, SERVER_VARIABLE, TEMPLATE_VARIABLE } from "./test-server";

export type TestDatabase = Omit<Database, "close"> & Readonly<{ url: string; drop: () => Promise<void> }>;

export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env[SERVER_VARIABLE];
  const template = process.env[TEMPLATE_VARIABLE];
  if (!server || !template)
    throw new Error("No test server runs. Add prisma/src/testing/global-setup.ts to this project in vitest.config.ts.");

  const name = `${template}_${randomBytes(4).toString("hex")}`;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = databaseUrl(server, name);
  const { close, ...database } = openDatabase(url, { onConnectionLost: () => undefined });

  const drop = async () => {
    await close();
    await onServer(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  };
  return { url, ...database, drop };
}
