/** A ledger of a year at the prices of then, prices corrected since, and runs that bring the one to the other. */
import { setTimeout as sleep } from "node:timers/promises";
import { withSession } from "@ratecard/prisma";
import type { RecostRun } from "#server/features/recost/rows";
import { API_KEY } from "#server/testing/spawn-server";
import type { EmbeddedServer } from "../ledger/embedded-server";
import { modelName, MODELS, providerOf } from "../ledger/events";
import { fillLedger } from "../ledger/fill-ledger";
import { rebuildRollups } from "../ledger/rebuild-rollups";

const LONG_AGO = "2020-01-01T00:00:00Z";
const POLL_MS = 100;

export async function fillWorld({ databaseUrl }: Pick<EmbeddedServer, "databaseUrl">, rows: number): Promise<void> {
  await withSession({ connectionString: databaseUrl }, "bench fill", async (session) => {
    const run = (sql: string, values?: unknown[]) => session.query(sql, values);
    await fillLedger(run, { rows, isEven: false, lastDay: new Date().toISOString().slice(0, 10) });
    await rebuildRollups(run);
    await run("CHECKPOINT");
  });
}

type Server = Pick<EmbeddedServer, "url">;

export async function call<Answer>(
  { url }: Server,
  method: "GET" | "POST",
  path: string,
  body?: unknown,
): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${API_KEY}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
  return (await answer.json()) as Answer;
}

/** Every price is another one, and was so all the time. */
export async function correctPrices(server: Server): Promise<void> {
  const prices = Array.from({ length: MODELS }, (_, nth) => ({
    model: modelName(nth),
    provider: providerOf(nth),
    inputPer1M: "4",
    outputPer1M: "16",
    cacheReadPer1M: "0.4",
  }));
  const query = new URLSearchParams({
    name: "Corrected",
    effectiveFrom: LONG_AGO,
    acceptHeld: prices.map(({ model }) => model).join(),
  });
  await call(server, "POST", `/api/prices/import?${query.toString()}`, prices);
}

export async function dryRun(
  server: Server,
  run: object = { scope: { to: new Date().toISOString() } },
): Promise<RecostRun> {
  const { id } = await call<RecostRun>(server, "POST", "/api/recost-runs", run);
  return untilState(server, id, (state) => state !== "previewing");
}

export const confirm = (server: Server, { id }: Pick<RecostRun, "id">): Promise<RecostRun> =>
  call<RecostRun>(server, "POST", `/api/recost-runs/${id}/confirm`, { reason: "bench" });

export async function untilState(
  server: Server,
  id: string,
  isThere: (state: RecostRun["state"]) => boolean,
): Promise<RecostRun> {
  for (;;) {
    const run = await call<RecostRun>(server, "GET", `/api/recost-runs/${id}`);
    if (isThere(run.state)) return run;
    await sleep(POLL_MS);
  }
}
