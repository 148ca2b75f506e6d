/** How the price book behaves as it grows: building, the first price, and resolving without a memory. */
import { parseRatePer1M, ZERO_RATE } from "@ratecard/money";
import {
  createPriceBook,
  createPricer,
  DEFAULT_COST_SETTINGS,
  EMPTY_CATALOG,
  type PriceVersion,
  resolve,
} from "@ratecard/pricing";
import { BENCH_AT } from "./load-catalog";

export type BookSize = Readonly<{ size: number; buildMs: number; firstMs: number; resolveNs: number }>;

const SIZES = [1, 5000, 50_000];
const WILDCARD_EVERY = 50;
const RESOLVES = 200_000;

export const bookSizes = (): readonly BookSize[] => SIZES.map(measure);

function measure(size: number): BookSize {
  const versions = Array.from({ length: size }, (_, index) => version(index));
  for (let warm = 0; warm < 3; warm += 1) createPriceBook(versions);
  const start = performance.now();
  const book = createPriceBook(versions);
  const built = performance.now();
  const pricer = createPricer(book, EMPTY_CATALOG, DEFAULT_COST_SETTINGS);
  pricer.price({ model: "model-1", at: BENCH_AT, usage: { promptTokens: 1, completionTokens: 1 } });
  const first = performance.now();
  let hits = 0;
  for (let index = 0; index < RESOLVES; index += 1) {
    const model = index % 3 === 0 ? "nobody-knows-it" : (versions[index % size]?.model ?? "");
    if (resolve(book, EMPTY_CATALOG, { model, provider: "openai", at: BENCH_AT }).source !== "none") hits += 1;
  }
  const resolved = performance.now();
  if (hits === 0) throw new Error("nothing was resolved");
  return { size, buildMs: built - start, firstMs: first - built, resolveNs: ((resolved - first) * 1e6) / RESOLVES };
}

function version(index: number): PriceVersion {
  const rate = parseRatePer1M(String(index + 1));
  const input = rate.ok ? rate.value : ZERO_RATE;
  return {
    versionId: String(index),
    model: `model-${index}${index % WILDCARD_EVERY === 7 ? "*" : ""}`,
    provider: "openai",
    isActive: true,
    validFrom: null,
    validUntil: null,
    terms: { rates: { input, output: input } },
  };
}
