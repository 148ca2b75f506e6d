/**
 * Whether a fetched catalogue may replace the one in force.
 *
 * Errors  answers a reason; the caller keeps the last good one.
 * Source  in 18 months of LiteLLM's file no commit lost a tenth of its entries: half is a broken file.
 */
import type { CatalogIndex } from "./catalog-index";
import { type ParsedCatalog, parseCatalog } from "./parse-catalog";

const SMALLEST_SHARE = { part: 1, of: 2 } as const;

/** `lastGood` undefined: nothing to compare with, any catalogue with a price is welcome. */
export function acceptCatalog(text: string, lastGood: CatalogIndex | undefined): ParsedCatalog {
  const parsed = parseCatalog(text);
  if (!parsed.ok || !lastGood) return parsed;
  const { pricedCount } = parsed.index;
  if (pricedCount * SMALLEST_SHARE.of >= lastGood.pricedCount * SMALLEST_SHARE.part) return parsed;
  return {
    ok: false,
    problem: "shrunk",
    detail: `${pricedCount} priced entries where the last good catalogue has ${lastGood.pricedCount}.`,
  };
}
