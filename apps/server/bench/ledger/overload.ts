/**
 * Far more calls than the intake can take: what is taken is answered soon, the others are told when to come again.
 * Units   ms a call that was taken: the median, 95 of 100, the longest. A refusal without Retry-After ends the run.
 */
import type { EmbeddedServer } from "./embedded-server";
import { startLoad } from "./load-process";
import { table } from "./print";

const EVENTS_A_CALL = 100;
/** Enough, and ten and twenty times of it. */
const CONNECTIONS = [32, 320, 640];

export async function measureOverload(server: EmbeddedServer, seconds: number): Promise<void> {
  const load = startLoad({
    kind: "http",
    port: server.port,
    path: "/api/usage",
    eventsACall: EVENTS_A_CALL,
    answer: `"accepted":${EVENTS_A_CALL},`,
  });
  const rows: string[][] = [];
  try {
    for (const connections of CONNECTIONS) {
      const { calls, refused, seconds: took, medianMs, slowMs, longestMs } = await load.run({ connections, seconds });
      const perSecond = (calls * EVENTS_A_CALL) / took;
      const numbers = [connections, perSecond, refused, medianMs, slowMs, longestMs];
      rows.push(numbers.map((number) => number.toFixed(0)));
    }
  } finally {
    load.stop();
  }
  const heads = ["connections", "events/s taken", "calls refused", "median ms", "95 of 100", "longest ms"];
  process.stdout.write(`\noverload, ${EVENTS_A_CALL} events a call\n${table(heads, rows)}\n`);
}
