/**
 * Hears `NOTIFY ratecard_prices` on a connection of its own and opens a new one when it breaks.
 * Time    a broken connection is tried again every second; what was missed meanwhile is the poll's to find.
 */
import pg from "pg";
import type { Logger } from "pino";

const CHANNEL = "ratecard_prices";
const RETRY_MS = 1000;

export type Listening = Readonly<{ close: () => Promise<void> }>;

type Heard = Readonly<{ onChange: () => void; onLost: () => void }>;

export function listenForChanges(connection: pg.ClientConfig, log: Logger, heard: Heard): Listening {
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;

  const connect = async () => {
    const next = new pg.Client({ ...connection, keepAlive: true, application_name: "ratecard prices" });
    client = next;
    let isLost = false;
    const lose = (error?: Error) => {
      if (isLost || isClosed) return;
      isLost = true;
      heard.onLost();
      log.warn({ err: error }, "the connection that hears price changes was lost; trying again");
      next.end().catch(() => undefined);
      retry = setTimeout(() => void connect(), RETRY_MS).unref();
    };
    next.on("error", lose);
    next.on("end", () => lose());
    next.on("notification", heard.onChange);
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}`);
      // A change between the last load and LISTEN would be heard by nobody.
      heard.onChange();
    } catch (error) {
      lose(error instanceof Error ? error : undefined);
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
