/**
 * What booking a request costs, beside what PostgreSQL and Node cost without us: the same requests by a plain INSERT, and a server
 * that parses them and keeps nothing. Rounds take turns, so that a busy machine is busy for all of them. PostgreSQL makes its
 * checkpoints when it wants to: one before each round would have every page written whole into the log again.
 * Units   events a second; microseconds of processor time an event; ms a call; MB. Medians of the rounds; a ratio is the
 *         median of what it was in each round.
 */
import { cpus, loadavg } from "node:os";
import { startBareServer } from "./bare-server";
import { type Contender, contendersFor } from "./contenders";
import type { EmbeddedServer } from "./embedded-server";
import { median, table } from "./print";
import { familyMs, forgetPeak, peakMb, processMs } from "./processor-time";
import { RAW_TABLE } from "./raw-load";

const TRY_SECONDS = 2;

type Measured = Readonly<{
  perSecond: number;
  serverUs: number;
  postgresUs: number;
  clientUs: number;
  callMs: number;
  rssMb: number;
}>;

type Chosen = Contender & Readonly<{ best: number; rounds: Measured[] }>;

export async function measureIntake(server: EmbeddedServer, seconds: number, rounds: number): Promise<void> {
  await server.db.pool.query(RAW_TABLE);
  const bare = await startBareServer();
  const contenders = contendersFor(server, bare);
  try {
    const chosen: Chosen[] = [];
    for (const contender of contenders) chosen.push(await chooseConnections(server, contender));
    for (let round = 0; round < rounds; round += 1) {
      for (const { best, rounds: measured, ...contender } of chosen) {
        measured.push(await measure(server, contender, best, seconds));
      }
      print(`round ${round + 1} of ${rounds} is done; load ${loadavg()[0]?.toFixed(1)}`);
    }
    print(`\nintake, ${rounds} rounds of ${seconds} s, ${cpus().length} processors\n${resultTable(chosen)}`);
  } finally {
    for (const { load } of contenders) load.stop();
    bare.stop();
  }
}

/** Those of the most events a second. */
async function chooseConnections(server: EmbeddedServer, contender: Contender): Promise<Chosen> {
  let best = { connections: 0, perSecond: 0 };
  const tried: string[] = [];
  for (const connections of contender.connections) {
    const { perSecond } = await measure(server, contender, connections, TRY_SECONDS);
    tried.push(`${connections}: ${perSecond.toFixed(0)}`);
    if (perSecond > best.perSecond) best = { connections, perSecond };
  }
  print(`${contender.name}, events a second by connections: ${tried.join(", ")}`);
  return { ...contender, best: best.connections, rounds: [] };
}

async function measure(
  { postmaster }: EmbeddedServer,
  { eventsACall, load, server }: Contender,
  connections: number,
  seconds: number,
): Promise<Measured> {
  if (server) await forgetPeak(server);
  const spent = async () => [
    server ? await processMs(server) : 0,
    await familyMs(postmaster),
    await processMs(load.pid),
  ];
  const before = await spent();
  const { calls, seconds: took, medianMs } = await load.run({ connections, seconds });
  const after = await spent();
  const events = calls * eventsACall;
  const [serverUs = 0, postgresUs = 0, clientUs = 0] = after.map(
    (ms, of) => ((ms - (before[of] ?? 0)) * 1000) / events,
  );
  return {
    perSecond: events / took,
    serverUs,
    postgresUs,
    clientUs,
    callMs: medianMs,
    rssMb: server ? await peakMb(server) : 0,
  };
}

function resultTable(chosen: readonly Chosen[]): string {
  const rows = chosen.map(({ name, best, rounds, server, against }) => {
    const of = (field: keyof Measured, digits = 1) => median(rounds.map((round) => round[field])).toFixed(digits);
    const other = chosen.find((candidate) => candidate.name === against);
    const ratios = rounds.map(({ perSecond }, round) => perSecond / (other?.rounds[round]?.perSecond ?? 1));
    return [
      name,
      of("perSecond", 0),
      other ? `${median(ratios).toFixed(2)} of ${against?.split(",")[0]}` : "",
      server ? of("serverUs") : "",
      of("postgresUs"),
      of("clientUs"),
      of("callMs"),
      server ? of("rssMb", 0) : "",
      String(best),
    ];
  });
  const heads = [
    "",
    "events/s",
    "ratio",
    "server µs",
    "PostgreSQL µs",
    "client µs",
    "ms a call",
    "peak MB",
    "connections",
  ];
  return table(heads, rows);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
