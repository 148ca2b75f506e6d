/** The process behind `load-process.ts`: loads as it is ordered, and reports. */
import { setTimeout } from "node:timers/promises";
import { httpConnections } from "./http-load";
import type { Load, LoadResult, Order, Report } from "./loads";
import { rawConnections } from "./raw-load";

const load = JSON.parse(process.argv[2] ?? "") as Load;
const loaded = load.kind === "http" ? httpConnections(load) : rawConnections(load);

/** Sooner than it is asked to come again, so that there is always more than enough. */
const REFUSED_PAUSE_MS = 50;

process.on("message", (order: Order) => {
  run(order)
    .then((result): Report => ({ result }))
    .catch((error: unknown): Report => ({ problem: error instanceof Error ? error.message : String(error) }))
    .then((report) => process.send?.(report))
    .catch(() => process.exit(1));
});
process.on("disconnect", () => process.exit());

async function run({ connections, seconds }: Order): Promise<LoadResult> {
  const open = await Promise.all(Array.from({ length: connections }, (_, nth) => loaded.open(nth, connections)));
  const tookMs: number[] = [];
  let refused = 0;
  const begun = performance.now();
  const end = begun + seconds * 1000;
  try {
    await Promise.all(
      open.map(async ({ call }) => {
        for (let start = performance.now(); start < end; start = performance.now()) {
          if ((await call()) === "done") tookMs.push(performance.now() - start);
          else {
            refused += 1;
            await setTimeout(REFUSED_PAUSE_MS);
          }
        }
      }),
    );
  } finally {
    await Promise.all(open.map(({ close }) => close()));
  }
  const sorted = tookMs.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const took = (performance.now() - begun) / 1000;
  return { calls: tookMs.length, refused, seconds: took, medianMs: at(0.5), slowMs: at(0.95), longestMs: at(1) };
}
