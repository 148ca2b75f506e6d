/** 100,000 events three times, shuffled, over 8 connections: each is booked once. */
import type { Pool } from "pg";
import { PRICED } from "#server/testing/report-usage";
import { isRight, judge, say, setPrice, type Start, untilTaken } from "./proof-ledger";

const [EVENTS, TIMES, CONNECTIONS, EVENTS_A_CALL] = [100_000, 3, 8, 100];

export async function proveReplays(start: Start, poolOf: () => Promise<Pool>): Promise<void> {
  const server = await start();
  try {
    await setPrice(server.url);
    const events = Array.from({ length: EVENTS }, (_, nth) => ({
      requestId: `replay-${nth}`,
      model: PRICED.model,
      promptTokens: nth % 997,
      completionTokens: nth % 89,
      team: `team ${nth % 7}`,
      occurredAt: new Date(Date.UTC(2026, nth % 9, 1 + (nth % 28))).toISOString(),
    }));
    const calls = shuffled(Array.from({ length: TIMES }, () => events).flat());
    const took = performance.now();
    let next = 0;
    const answered = { accepted: 0, duplicate: 0, quarantined: 0 };
    const send = async () => {
      for (let from = next; from < calls.length; from = next) {
        next += EVENTS_A_CALL;
        const body = JSON.stringify({ events: calls.slice(from, from + EVENTS_A_CALL) });
        const { accepted, duplicate, quarantined } = await untilTaken(server.url, body);
        answered.accepted += accepted;
        answered.duplicate += duplicate;
        answered.quarantined += quarantined;
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, send));
    say(`${calls.length} events in ${((performance.now() - took) / 1000).toFixed(1)} s: ${JSON.stringify(answered)}`);
    const isOnce = answered.accepted === EVENTS && answered.duplicate === EVENTS * (TIMES - 1);
    judge(isOnce && (await isRight(await poolOf(), EVENTS)), "each is booked once, all sums and counts are right");
  } finally {
    await server.stop();
  }
}

function shuffled<T>(items: readonly T[]): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    const [moved, drawn] = [mixed[last], mixed[other]];
    if (moved !== undefined && drawn !== undefined) [mixed[last], mixed[other]] = [drawn, moved];
  }
  return mixed;
}
