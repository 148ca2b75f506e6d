/** What a start costs before the first price. */
import { bundledCatalog, indexFromJson, indexToJson, parseCatalog } from "../src/index";
import { BENCH_AT, type BenchCatalog } from "./load-catalog";

export type ColdStep = Readonly<{ what: string; ms: number }>;

export async function coldStart({ text, index }: BenchCatalog): Promise<readonly ColdStep[]> {
  const kept = indexToJson(index);
  return [
    ...(text === undefined ? [] : [await timed("catalogue from LiteLLM's text", () => parseCatalog(text))]),
    await timed("catalogue from its kept form", () => indexFromJson(kept)),
    await timed("bundled catalogue", () => bundledCatalog(BENCH_AT)),
  ];
}

async function timed(what: string, step: () => unknown): Promise<ColdStep> {
  const start = performance.now();
  await step();
  return { what, ms: performance.now() - start };
}
