import type pg from "pg";
import { openSession } from "../open-session";
import { SUPERUSER } from "./init-cluster";

export type Address = Readonly<{ port: number; password: string }>;

export const urlOf = ({ port, password }: Address, database: string) =>
  `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;

/** One session; whoever needs to know of its end listens to "end". */
export const connect = (address: Address, database: string, name: string): Promise<pg.Client> =>
  openSession({ connectionString: urlOf(address, database), connectionTimeoutMillis: 5000 }, name);
