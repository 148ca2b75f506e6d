import pg from "pg";
import { SUPERUSER } from "./init-cluster";

export type Address = Readonly<{ port: number; password: string }>;

export const urlOf = ({ port, password }: Address, database: string) =>
  `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;

/** One session; a connection that breaks later is no crash, whoever needs it listens to "end". */
export async function connect(address: Address, database: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: urlOf(address, database),
    application_name: name,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
