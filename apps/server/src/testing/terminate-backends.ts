/** Ends every connection to a database, as an operator or a failover does. Asked from beside it, so that the asking one stays. */
import { openSession } from "@ratecard/prisma";

export type Terminator = Readonly<{
  /** Answers how many there were; they are gone then. */
  terminateAll: () => Promise<number>;
  close: () => Promise<void>;
}>;

const TERMINATE = "SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
const LEFT = "SELECT pid FROM pg_stat_activity WHERE pid = ANY($1::int[])";

export async function openTerminator(url: string): Promise<Terminator> {
  const beside = new URL(url);
  const database = beside.pathname.slice(1);
  beside.pathname = "/postgres";
  const session = await openSession({ connectionString: beside.href }, "ratecard outage");
  return {
    terminateAll: async () => {
      const { rows } = await session.query<{ pid: number }>(TERMINATE, [database]);
      const pids = rows.map(({ pid }) => pid);
      // PostgreSQL's own wait looks every tenth of a second only.
      while ((await session.query(LEFT, [pids])).rows.length > 0) await new Promise((next) => setImmediate(next));
      return pids.length;
    },
    close: () => session.end(),
  };
}
