/** Several queries on one state of the database: totals and their parts agree while usage arrives. */
import { readOneState, withConnection } from "@ratecard/prisma";
import type { PoolClient } from "pg";
import type { Services } from "#server/services/context";

export const readConsistently = <T>({ pool }: Services["db"], read: (client: PoolClient) => Promise<T>): Promise<T> =>
  withConnection(pool, (client) => readOneState(client, () => read(client)));
