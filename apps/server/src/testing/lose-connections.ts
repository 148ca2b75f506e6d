/**
 * Takes the database away in the middle of a call: at a chosen query of it, all backends are terminated, for real.
 * Only connections of the pool that are opened after this are counted.
 */
import type { Pool, PoolClient } from "pg";
import type { Terminator } from "./terminate-backends";

export type Moment = "before" | "at";

export type LosingConnections = Readonly<{
  /** At the `count`-th query from now on: before it is sent, or while it runs. */
  loseAt: (count: number, moment: Moment) => void;
  /** Whether that has happened; no more of it comes afterwards. */
  isLost: () => Promise<boolean>;
  /** Now, while nobody asks. */
  loseAll: () => Promise<void>;
}>;

type Query = (...args: unknown[]) => unknown;

export function loseConnections(pool: Pool, terminator: Terminator): LosingConnections {
  let countdown = 0;
  let moment: Moment = "before";
  let losing: Promise<void> | null = null;

  const lose = async () => {
    await terminator.terminateAll();
    // What the other sockets have to say of it is read before anything goes on.
    await new Promise((resolve) => setImmediate(resolve));
  };
  const watch = (client: PoolClient) => {
    const query: Query = client.query.bind(client);
    const watched: Query = (...args) => {
      countdown -= 1;
      if (countdown !== 0) return query(...args);
      losing = lose();
      return moment === "before" ? losing.then(() => query(...args)) : query(...args);
    };
    Object.assign(client, { query: watched });
  };
  pool.on("connect", watch);

  return {
    loseAll: lose,
    loseAt: (count, when) => {
      [countdown, moment, losing] = [count, when, null];
    },
    isLost: async () => {
      countdown = 0;
      await losing;
      return losing !== null;
    },
  };
}
