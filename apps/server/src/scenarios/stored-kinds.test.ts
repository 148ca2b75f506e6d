/** Kinds that are named in code are those the database lets in: its checks are text, which no type sees. */
import * as contract from "@ratecard/contract";
import * as discovery from "@ratecard/discovery";
import { createTestDatabase, type TestDatabase } from "@ratecard/prisma/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { BATCH_KINDS } from "#server/changes/batch-view";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("servers are of the same kinds in every room", () => {
  expect(contract.SERVER_KINDS).toEqual(discovery.SERVER_KINDS);
});

it.each([
  ["litellm_servers", contract.SERVER_KINDS],
  ["import_batches", BATCH_KINDS],
])("%s holds every kind there is, and no other", async (table, kinds) => {
  const { rows } = await database.pool.query<{ rule: string }>(
    `SELECT pg_get_constraintdef(oid) AS rule FROM pg_constraint
     WHERE conrelid = $1::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%(kind %'`,
    [table],
  );
  const allowed = rows.flatMap(({ rule }) => [...rule.matchAll(/'([^']+)'/g)].map((match) => match[1]));
  expect(new Set(allowed)).toEqual(new Set(kinds));
});
