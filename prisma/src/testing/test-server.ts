/**
 * Prepares one PostgreSQL server for a test run: a migrated template, from which each test file takes a copy.
 *
 * Source  RATECARD_TEST_DATABASE_URL names a server to use (its role must be allowed to create databases),
 *         else a throwaway cluster is started.
 */
import { randomBytes } from "node:crypto";
import type pg from "pg";
import { migrate } from "../migrate";
import { withSession } from "../open-session";
import { startTestCluster } from "./test-cluster";

/** Reaches the test processes by their environment. */
export const SERVER_VARIABLE = "TEST_DATABASE_SERVER";
export const TEMPLATE_VARIABLE = "TEST_DATABASE_TEMPLATE";

export type TestServer = Readonly<{ url: string; template: string; stop: () => Promise<void> }>;

export async function startTestServer(): Promise<TestServer> {
  const given = process.env.RATECARD_TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => undefined } : await startTestCluster();
  const template = `ratecard_test_${randomBytes(4).toString("hex")}`;
  try {
    await onServer(server.url, (client) => client.query(`CREATE DATABASE ${template}`));
    await migrate(databaseUrl(server.url, template));
  } catch (error) {
    await server.stop();
    throw error;
  }
  const stop = async () => {
    if (given) await dropAll(server.url, template);
    await server.stop();
  };
  return { url: server.url, template, stop };
}

export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

export const onServer = <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> =>
  withSession({ connectionString: url }, "ratecard tests", work);

/** The template and the copies that a failed test did not drop; all their names begin with the template's. */
async function dropAll(url: string, template: string): Promise<void> {
  await onServer(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)",
      [template],
    );
    for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
}
