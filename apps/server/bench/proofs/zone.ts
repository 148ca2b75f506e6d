/** A change of zone whose server is killed 20 times in the middle, while requests arrive: every day ends as its requests say. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import { keepCalling } from "#server/testing/keep-calling";
import { nothingReported, PRICED, reporter } from "#server/testing/report-usage";
import { callTrpc, isRight, judge, say, setPrice, type Start, untilTaken } from "./proof-ledger";

const [EVENTS, EVENTS_A_CALL, DAYS, KILLS, SENDERS] = [120_000, 1_000, 300, 20, 2];
const ZONE = "Asia/Tokyo";

export async function proveZone(start: Start, poolOf: () => Promise<Pool>): Promise<void> {
  let server = await start();
  await setPrice(server.url);
  for (let from = 0; from < EVENTS; from += EVENTS_A_CALL) {
    const events = Array.from({ length: EVENTS_A_CALL }, (_, nth) => eventAt(from + nth));
    await untilTaken(server.url, JSON.stringify({ events }));
  }
  const reported = nothingReported();
  const calls = keepCalling(
    server.url,
    Array.from({ length: SENDERS }, (_, nth) => reporter(`sender-${nth}`, reported)),
  );
  await callTrpc(server.url, "ledgerZone.change", { zone: ZONE });
  let kills = 0;
  for (let left = await daysLeft(await poolOf()); left > 0 && kills < KILLS; kills += 1) {
    const [pool, until] = [await poolOf(), left - DAYS / (KILLS + 5)];
    while (left > until && left > 0) {
      await sleep(20);
      left = await daysLeft(pool);
    }
    await sleep(100 * Math.random());
    await server.kill();
    server = await start();
    say(`kill ${kills + 1}: ${left} days waited`);
  }
  await calls.stop();
  try {
    const pool = await poolOf();
    while ((await daysLeft(pool)) > 0) await sleep(200);
    const elsewhere = await daysOfAnotherZone(pool);
    say(`${kills} kills of ${KILLS} while it ran; ${elsewhere} days have other sums than their requests in ${ZONE}`);
    const isDone = kills === KILLS && elsewhere === 0 && calls.wrong.length === 0;
    judge((await isRight(pool, EVENTS + reported.events)) && isDone, "each day is a day of the new zone");
  } finally {
    await server.stop();
  }
}

/** Spread over the hours too, so that about every third request changes its day. */
const eventAt = (nth: number) => ({
  requestId: `zone-${nth}`,
  model: PRICED.model,
  promptTokens: nth % 997,
  completionTokens: nth % 89,
  team: `team ${nth % 7}`,
  occurredAt: new Date(Date.UTC(2026, 0, 1 + (nth % DAYS), nth % 24, nth % 60)).toISOString(),
});

/** 0: the change is done. */
async function daysLeft(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ left: number }>(
    `SELECT count(DISTINCT day)::int AS left FROM usage_months CROSS JOIN usage_total_day WHERE day < zone_holds_from`,
  );
  return rows[0]?.left ?? 0;
}

/** By its own words, not those of the nightly check. */
async function daysOfAnotherZone(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ days: number }>(
    `SELECT count(*)::int AS days FROM (
       SELECT (occurred_at AT TIME ZONE $1)::date AS day, count(*) AS requests, sum(cost_usd) AS cost_usd FROM usage_logs GROUP BY 1
     ) AS logged FULL JOIN usage_total_day AS summed USING (day)
     WHERE logged.requests IS DISTINCT FROM summed.requests OR logged.cost_usd IS DISTINCT FROM summed.cost_usd`,
    [ZONE],
  );
  return rows[0]?.days ?? 0;
}
