import { createTestDatabase, type TestDatabase } from "@ratecard/prisma/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { oneConnectionEach } from "./one-connection-each";

let database: TestDatabase;
beforeAll(async () => {
  database = oneConnectionEach(await createTestDatabase());
});
afterAll(() => database.drop());

test.each([
  ["the pool", () => database.pool.query("SELECT 1")],
  ["Prisma beside its transaction", () => database.prisma.user.count()],
])("a transaction that asks %s as well is caught", async (_what, ask) => {
  const work = database.prisma.$transaction(async (tx) => {
    await tx.user.count();
    return ask();
  });
  await expect(work).rejects.toThrow("asks for a second one");
  await ask();
});

test("its own questions are its own connection's", async () => {
  const many = Array.from({ length: 20 }, () => database.prisma.$transaction((tx) => tx.user.count()));
  expect(await Promise.all(many)).toEqual(Array.from({ length: 20 }, () => 0));
});
