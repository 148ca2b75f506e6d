import { openDatabase, withConnection } from "@ratecard/prisma";
import { createTestDatabase, type TestDatabase } from "@ratecard/prisma/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isDatabaseGone } from "./is-database-gone";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const errorOf = (work: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(work).then(
    () => "no error",
    (error: unknown) => error,
  );

describe("tells a database that is away from a bug", () => {
  it("when nothing listens", async () => {
    // Nothing listens on port 1.
    const away = openDatabase("postgresql://nobody@127.0.0.1:1/none");
    const refused = [
      await errorOf(away.pool.query("SELECT 1")),
      await errorOf(away.prisma.user.count()),
      await errorOf(away.prisma.$queryRaw`SELECT 1`),
      await errorOf(away.prisma.$transaction((tx) => tx.user.count())),
    ];
    await away.close();
    expect(refused.map(isDatabaseGone)).toEqual([true, true, true, true]);
    expect(isDatabaseGone(new Error("outer", { cause: refused[0] }))).toBe(true);
    const closed = [await errorOf(away.pool.query("SELECT 1")), await errorOf(away.prisma.user.count())];
    expect(closed.map(isDatabaseGone)).toEqual([true, true]);
  });

  it("when its own backend is ended under a query of any kind", async () => {
    const { pool, prisma } = database;
    const cut = "SELECT pg_terminate_backend(pg_backend_pid())";
    const cutOff = [
      await errorOf(pool.query(cut)),
      await errorOf(prisma.$queryRawUnsafe(cut)),
      await errorOf(prisma.$executeRawUnsafe(cut)),
      await errorOf(prisma.$transaction((tx) => tx.$executeRawUnsafe(cut))),
      await errorOf(prisma.$transaction((tx) => errorOf(tx.$executeRawUnsafe(cut)).then(() => tx.user.count()))),
    ];
    expect(cutOff.map(isDatabaseGone)).toEqual([true, true, true, true, true]);
  });

  it("when it takes no writes", async () => {
    const readOnly = openDatabase(`${database.url}?options=-c%20default_transaction_read_only%3Don`);
    const errors = [
      await errorOf(readOnly.pool.query("DELETE FROM jobs")),
      await errorOf(readOnly.prisma.job.deleteMany()),
      await errorOf(readOnly.prisma.$transaction((tx) => tx.$executeRaw`DELETE FROM jobs`)),
    ];
    await readOnly.close();
    expect(errors.map(isDatabaseGone)).toEqual([true, true, true]);
  });

  it("when no connection is free in time", async () => {
    const busy = openDatabase(database.url, { maxConnections: 1 });
    const ask = () => [
      errorOf(busy.pool.query("SELECT 1")),
      errorOf(busy.prisma.user.count()),
      errorOf(busy.prisma.$transaction((tx) => tx.user.count())),
    ];
    const errors = await withConnection(busy.pool, () => Promise.all(ask()));
    await busy.close();
    expect(errors.map(isDatabaseGone)).toEqual([true, true, true]);
  });

  it.each(["57P01", "57P02", "57P03", "08006", "53300", "53100", "25006", "P1001", "P1017", "P2024", "ECONNRESET"])(
    "by the code %s, also as Prisma passes it on",
    (code) => {
      expect(isDatabaseGone(Object.assign(new Error("x"), { code }))).toBe(true);
      const cause = { kind: "postgres", originalCode: code };
      const driverAdapterError = Object.assign(new Error("x"), { cause });
      expect(isDatabaseGone(Object.assign(new Error("x"), { code: "P2039", meta: { driverAdapterError } }))).toBe(true);
    },
  );

  it("and a bug from it", async () => {
    const { pool, prisma } = database;
    const wrong = [
      await errorOf(pool.query("SELECT nothing")),
      await errorOf(prisma.$queryRaw`SELECT nothing`),
      await errorOf(prisma.user.delete({ where: { id: "nobody" } })),
      Object.assign(new Error("x"), { code: "23505" }),
      "ECONNREFUSED",
      null,
    ];
    expect(wrong.map(isDatabaseGone)).toEqual(wrong.map(() => false));
  });
});
