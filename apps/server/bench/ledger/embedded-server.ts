/** The built server on its embedded PostgreSQL with the settings it always has, in a data folder that may be kept. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Database, openDatabase } from "@ratecard/prisma";
import { API_KEY, spawnServer } from "#server/testing/spawn-server";
import { modelName, MODELS, providerOf } from "./events";
import { parentOf } from "./processor-time";

export type EmbeddedServer = Readonly<{
  url: string;
  port: number;
  pid: number;
  databaseUrl: string;
  db: Database;
  /** Every process of PostgreSQL is its child. */
  postmaster: number;
}>;

export async function withEmbeddedServer<Answer>(
  dataDir: string,
  work: (server: EmbeddedServer) => Promise<Answer>,
): Promise<Answer> {
  const { url, pid, stop } = await spawnServer({ RATECARD_DATA_DIR: dataDir, LOG_LEVEL: "error" }, { isBuilt: true });
  try {
    const databaseUrl = (await readFile(join(dataDir, "database-url"), "utf8")).trim();
    const db = openDatabase(databaseUrl);
    try {
      await pricesForModels(url);
      const { rows } = await db.pool.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      const postmaster = await parentOf(rows[0]?.pid ?? 0);
      return await work({ url, port: Number(new URL(url).port), pid, databaseUrl, db, postmaster });
    } finally {
      await db.close();
    }
  } finally {
    await stop();
  }
}

/** Each model has a price of the price book. */
async function pricesForModels(url: string): Promise<void> {
  const prices = Array.from({ length: MODELS }, (_, nth) => ({
    model: modelName(nth),
    provider: providerOf(nth),
    inputPer1M: "3",
    outputPer1M: "15",
    cacheReadPer1M: "0.3",
  }));
  const answer = await fetch(`${url}/api/prices/import?name=Bench`, {
    method: "POST",
    headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
    body: JSON.stringify(prices),
  });
  if (!answer.ok) throw new Error(`${answer.status}: ${(await answer.text()).slice(0, 300)}`);
}
