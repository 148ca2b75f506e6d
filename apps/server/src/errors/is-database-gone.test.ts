import { openDatabase } from "@ratecard/prisma";
import { createTestDatabase } from "@ratecard/prisma/testing";
import { expect, it } from "vitest";
import { isDatabaseGone } from "./is-database-gone";

it("tells a database that is away from a bug", async () => {
  // Nothing listens on port 1.
  const away = openDatabase("postgresql://nobody@127.0.0.1:1/none");
  const refused = await away.pool.query("SELECT 1").catch((error: unknown) => error);
  const refusedPrisma = await away.prisma.user.count().catch((error: unknown) => error);
  await away.close();
  expect([refused, refusedPrisma].map(isDatabaseGone)).toEqual([true, true]);
  expect(isDatabaseGone(new Error("outer", { cause: refused }))).toBe(true);

  const database = await createTestDatabase();
  const wrong = await database.pool.query("SELECT nothing").catch((error: unknown) => error);
  await database.drop();
  expect(isDatabaseGone(wrong)).toBe(false);
  expect(isDatabaseGone("ECONNREFUSED")).toBe(false);
});
