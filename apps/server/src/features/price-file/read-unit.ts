/**
 * The unit of one row's token prices, as people write it in a cell: "per 1K tokens", "$/1M", "per token".
 * Errors  undefined for words that are none of them.
 */
import type { PriceUnit } from "@ratecard/contract";

const WORDS: ReadonlyMap<string, PriceUnit> = new Map([
  ["token", "per-token"],
  ["1token", "per-token"],
  ...wordsOf("per-1k", "1k", "k", "1000", "thousand", "1thousand", "ktok", "1ktok"),
  ...wordsOf("per-1m", "1m", "m", "1000000", "million", "1million", "mio", "1mio", "mtok", "1mtok"),
]);

function wordsOf(unit: PriceUnit, ...words: string[]): [string, PriceUnit][] {
  return words.flatMap((word) => [
    [word, unit],
    [`${word}tokens`, unit],
  ]);
}

export function readUnit(cell: string): PriceUnit | undefined {
  const words = cell.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return WORDS.get(words.replace(/^(?:usd|us|dollars?)?(?:per)?/, ""));
}
