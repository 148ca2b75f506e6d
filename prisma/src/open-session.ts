/**
 * The one owner of a connection beside the pool, for what lasts: LISTEN, a lock, migrations. `new pg.Client` stands here and
 * nowhere else.
 * Errors  rejects when it cannot connect. When it breaks later it is no crash: who needs to know listens to "end", and the
 *         next query says why.
 */
import pg from "pg";

const CONNECT_TIMEOUT_MS = 10_000;

export async function openSession(connection: pg.ClientConfig, name: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ...connection,
    application_name: name,
    keepAlive: true,
  });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Opens one for `work` and closes it, whatever comes of it; its locks end with it. */
export async function withSession<T>(
  connection: pg.ClientConfig,
  name: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await openSession(connection, name);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
