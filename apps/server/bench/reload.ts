/**
 * `pnpm bench`, second part: how a running server takes a plain SQL edit, on a real PostgreSQL.
 *
 * Units   ms of processor time of the server's process; ms its event loop was held up (median and worst of the edits);
 *         ms from COMMIT until the new price answers. Without fsync, which COMMIT includes.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { openDatabase } from "@ratecard/prisma";
import { startTestServer } from "@ratecard/prisma/testing";
import { pino } from "pino";
import { readEnv } from "../src/services/env";
import type { LivePrices } from "#server/pricing/live-prices";
import { openLivePrices } from "#server/pricing/open-live-prices";
import { type BookSize, fillBook } from "./fill-book";

const SIZES: readonly BookSize[] = [
  { names: 1000, windows: 1 },
  { names: 10_000, windows: 1 },
  { names: 10_000, windows: 12 },
  { names: 50_000, windows: 1 },
];
const EDITS = 15;
const PAUSE_MS = 20;

type Spent = Readonly<{ cpuMs: number; heldUpMs: number; tookMs: number }>;

const server = await startTestServer();
const url = new URL(server.url);
url.pathname = server.template;
const db = openDatabase(url.href);

try {
  print(
    "\nbook: names x windows       first load: CPU    held up   after an edit: CPU    held up (worst)   until it prices",
  );
  for (const size of SIZES) print(await measure(size));
} finally {
  await db.close();
  await server.stop();
}

async function measure(size: BookSize): Promise<string> {
  await fillBook(db.pool, size);
  let prices: LivePrices | undefined;
  const first = await spent(async () => {
    prices = await openLivePrices({ env: readEnv({}), db, log: pino({ level: "silent" }) });
  });
  const { refresh, close } = prices ?? fail();
  const edits: Spent[] = [];
  for (let edit = 1; edit <= EDITS; edit += 1) edits.push(await spent(() => editAndRefresh(refresh)));
  await close();
  const held = edits.map(({ heldUpMs }) => heldUpMs);
  return [
    `${grouped(size.names)} x ${size.windows}`.padStart(21),
    ms(first.cpuMs, 21),
    ms(first.heldUpMs, 10),
    ms(median(edits.map(({ cpuMs }) => cpuMs)), 20),
    ms(median(held), 10),
    `(${Math.max(...held).toFixed(0)} ms)`.padStart(8),
    ms(median(edits.map(({ tookMs }) => tookMs)), 17),
  ].join(" ");
}

async function editAndRefresh(refresh: LivePrices["refresh"]): Promise<void> {
  await db.pool.query(
    "UPDATE model_pricing SET price_per_request = price_per_request + 0.01 WHERE model_name = 'model-1'",
  );
  await refresh();
}

/** Alone in its turn: what was running before is over, and what it leaves behind is counted too. */
async function spent(work: () => Promise<void>): Promise<Spent> {
  await setTimeout(PAUSE_MS);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await setTimeout(PAUSE_MS);
  delay.reset();
  const [before, start] = [process.cpuUsage(), performance.now()];
  await work();
  const tookMs = performance.now() - start;
  await setTimeout(PAUSE_MS);
  const { user, system } = process.cpuUsage(before);
  delay.disable();
  return { cpuMs: (user + system) / 1000, heldUpMs: delay.max / 1e6, tookMs };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}

function ms(value: number, width: number): string {
  return `${value.toFixed(1).padStart(width)} ms`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function fail(): never {
  throw new Error("no prices were loaded");
}
