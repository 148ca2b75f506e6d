/**
 * Makes every server test prove that work which holds a connection asks for no second one: twenty of that kind at once would
 * wait for each other until the pool gives up.
 * Errors  the second request is refused with an Error that says so.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { TestDatabase } from "@ratecard/prisma/testing";

const holding = new AsyncLocalStorage<true>();

export function oneConnectionEach(database: TestDatabase): TestDatabase {
  const { pool, prisma } = database;
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => unknown;
  Object.assign(pool, {
    connect: (...args: unknown[]) => {
      if (!holding.getStore()) return connect(...args);
      const error = new Error("This work holds a connection and asks for a second one.");
      const [callback] = args;
      return typeof callback === "function" ? callback(error) : Promise.reject(error);
    },
  });
  const transaction = prisma.$transaction.bind(prisma) as (...args: unknown[]) => unknown;
  const guarded = (work: unknown, ...options: unknown[]) =>
    typeof work === "function"
      ? transaction((tx: unknown) => holding.run(true, () => work(tx)), ...options)
      : transaction(work, ...options);
  const handler = {
    get: (target: object, name: string) => (name === "$transaction" ? guarded : Reflect.get(target, name)),
  };
  return { ...database, prisma: new Proxy(prisma, handler) as typeof prisma };
}
