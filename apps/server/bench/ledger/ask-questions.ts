/** How long each question of the ledger takes, in ranges of days that end with the newest. Units: ms by HTTP, p50 / p95. */
import { loadavg } from "node:os";
import { addDays } from "@ratecard/contract";
import { API_KEY } from "#server/testing/spawn-server";
import type { FilledLedger } from "./filled-ledger";
import { median, quantile } from "./print";
import { type AskedRange, type Question, QUESTIONS } from "./questions";

const RANGES_DAYS = [7, 30, 180, 365];
const REPETITIONS = 30;
/** Too much would have to be looked through. */
const REFUSED = 400;

/** A line as soon as its question is answered. */
export async function askQuestions({ server, lastDay }: FilledLedger, hasRows: boolean): Promise<void> {
  printLine(
    "p50 / p95 in ms",
    RANGES_DAYS.map((days) => `${days} days`),
  );
  for (const question of QUESTIONS.filter(({ reads }) => hasRows || reads === "rollup")) {
    const cells: string[] = [];
    for (const days of RANGES_DAYS) cells.push(await ask(server.url, question, rangeOf(lastDay, days)));
    printLine(question.name, [...cells, `load ${loadavg()[0]?.toFixed(1)}`]);
  }
}

const printLine = (name: string, cells: readonly string[]) =>
  process.stdout.write(`${name.padEnd(32)}${cells.map((cell) => cell.padStart(18)).join("")}\n`);

function rangeOf(to: string, days: number): AskedRange {
  return { from: addDays(to, 1 - days), to, middle: `${addDays(to, -Math.floor(days / 2))}T12:00:00.000000Z` };
}

async function ask(url: string, { name, path }: Question, range: AskedRange): Promise<string> {
  const tookMs: number[] = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    const begun = performance.now();
    const answer = await fetch(url + path(range), { headers: { authorization: `Bearer ${API_KEY}` } });
    const text = await answer.text();
    tookMs.push(performance.now() - begun);
    if (answer.status === REFUSED) return "refused";
    if (!answer.ok) throw new Error(`${name}: ${answer.status}: ${text.slice(0, 300)}`);
  }
  return `${median(tookMs).toFixed(1)} / ${quantile(tookMs, 0.95).toFixed(1)}`;
}
