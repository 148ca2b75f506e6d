/**
 * Hears `NOTIFY ratecard_prices` on a connection of its own and opens a new one when it breaks.
 * Time    a broken connection is tried again every second; what was missed meanwhile is the poll's to find.
 */
import { openSession } from "@ratecard/prisma";
import type pg from "pg";
import type { Logger } from "pino";

const CHANNEL = "ratecard_prices";
const RETRY_MS = 1000;

export type Listening = Readonly<{ close: () => Promise<void> }>;

type Heard = Readonly<{ onChange: () => void; onLost: () => void }>;

export function listenForChanges(connection: pg.ClientConfig, log: Logger, heard: Heard): Listening {
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;

  const tryAgain = (error?: unknown) => {
    if (isClosed) return;
    heard.onLost();
    log.warn({ err: error }, "the connection that hears price changes was lost; trying again");
    retry = setTimeout(() => void connect(), RETRY_MS).unref();
  };
  const connect = async () => {
    try {
      const next = await openSession(connection, "ratecard prices");
      client = next;
      if (isClosed) {
        await next.end();
        return;
      }
      next.on("notification", heard.onChange);
      await next.query(`LISTEN ${CHANNEL}`);
      next.once("end", () => tryAgain());
      // A change between the last load and LISTEN would be heard by nobody.
      heard.onChange();
    } catch (error) {
      client?.end().catch(() => undefined);
      tryAgain(error);
    }
  };
  void connect();

  return {
    close: async () => {
      isClosed = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
