/** How long the transactions of a run hold their locks, looked at every few ms; and whether PostgreSQL had to end any by force. */
import { setTimeout as sleep } from "node:timers/promises";
import { openSession } from "@ratecard/prisma";
import type { EmbeddedServer } from "../ledger/embedded-server";

const LOOK_MS = 2;

export function watchTransactions({ databaseUrl }: Pick<EmbeddedServer, "databaseUrl">) {
  let isOver = false;
  const watching = (async () => {
    const session = await openSession({ connectionString: databaseUrl }, "bench watch");
    let longestMs = 0;
    while (!isOver) {
      const { rows } = await session.query<{
        ms: number | null;
      }>(`SELECT max(extract(epoch FROM clock_timestamp() - xact_start) * 1000)::float8 AS ms
        FROM pg_stat_activity WHERE state = 'active' AND query ~ 'FROM recost_runs|caught_up AS|empty AS' AND pid <> pg_backend_pid()`);
      longestMs = Math.max(longestMs, rows[0]?.ms ?? 0);
      await sleep(LOOK_MS);
    }
    const { rows } = await session.query<{ deadlocks: number }>(
      "SELECT deadlocks::float8 FROM pg_stat_database WHERE datname = current_database()",
    );
    await session.end();
    return { longestMs, deadlocks: rows[0]?.deadlocks ?? 0 };
  })();
  // When the server ends first, whoever ended it says why.
  watching.catch(() => undefined);
  return {
    stop: () => {
      isOver = true;
      return watching;
    },
  };
}
