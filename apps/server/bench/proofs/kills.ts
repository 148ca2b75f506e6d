/** A server that is killed 50 times under load: nothing that it acknowledged is lost. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import { keepCalling } from "#server/testing/keep-calling";
import { booked, expectedOf, nothingReported, reporter } from "#server/testing/report-usage";
import { isRight, judge, say, setPrice, type Start } from "./proof-ledger";

const [KILLS, SENDERS] = [50, 6];

export async function proveKills(start: Start, poolOf: () => Promise<Pool>): Promise<void> {
  let server = await start();
  await setPrice(server.url);
  const reported = nothingReported();
  const calls = keepCalling(
    server.url,
    Array.from({ length: SENDERS }, (_, nth) => reporter(`sender-${nth}`, reported)),
  );
  for (let kill = 0; kill < KILLS; kill += 1) {
    await sleep(100 + (kill % 10) * 60);
    await server.kill();
    server = await start();
  }
  await sleep(500);
  await calls.stop();
  try {
    const pool = await poolOf();
    const [found, expected] = [await booked(pool), expectedOf(reported)];
    const answers = [...calls.answers].map(([status, count]) => `${status}: ${count}`).join(", ");
    say(`${KILLS} kills; answers ${answers}; ${reported.events} events sent, ${reported.acknowledged} acknowledged`);
    say(`expected ${JSON.stringify(expected)}\nbooked   ${JSON.stringify(found)}`);
    const isExact = JSON.stringify(found) === JSON.stringify(expected) && calls.wrong.length === 0;
    judge(isExact && (await isRight(pool, reported.events)), "nothing is lost, all sums and counts are right");
  } finally {
    await server.stop();
  }
}
