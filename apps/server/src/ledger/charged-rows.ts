/**
 * How SQL tells the ledger's rows apart by what a price does to them, over rows named `logged`.
 * Units   whole tokens; an unknown count is null.
 * Source  `usage-of-event.ts` says the same of events; @ratecard/pricing's UsageSums says which rows may be summed.
 */
import { COUNT_COLUMN, INPUT_PARTS, OUTPUT_PARTS, TOKEN_KINDS, type TokenKind } from "@ratecard/pricing";

const count = (kind: TokenKind) => `logged.${COUNT_COLUMN[kind]}`;

const HAS_TOKENS = `coalesce(greatest(${TOKEN_KINDS.map(count).join(", ")}), 0) > 0`;

/** Nothing was bought: no price touches them. */
export const IS_FREE = `(logged.is_cache_hit OR (logged.is_error AND NOT ${HAS_TOKENS} AND logged.units IS NULL))`;

const isWithin = (parts: readonly TokenKind[], whole: "input" | "output") => {
  const counts = parts.map((kind) => `coalesce(${count(kind)}, 0)`);
  return `${counts.join(" + ")} <= coalesce(${count(whole)}, 0)`;
};

/** One request at standard rates, of tokens only, no part beyond its whole: such rows may be summed. */
export const IS_ORDINARY = `(coalesce(lower(logged.service_tier), 'default') IN ('default', 'auto', 'standard')
      AND NOT logged.is_batch AND logged.units IS NULL AND logged.sum_of_requests IS NULL AND num_nonnulls(logged.speed, logged.inference_geo, logged.region) = 0
      AND ${isWithin(INPUT_PARTS, "input")} AND ${isWithin(OUTPUT_PARTS, "output")})`;

/** They cost their tokens. */
export const IS_COUNTED = `${HAS_TOKENS} AND ${IS_ORDINARY} AND NOT ${IS_FREE}`;
/** They cost the price per request, else of a typical one. */
export const IS_UNCOUNTED = `NOT ${HAS_TOKENS} AND ${IS_ORDINARY} AND NOT ${IS_FREE}`;
/** In the ledger: priced by the default entry, by a placeholder, or not at all. The words of its index usage_logs_needs_price. */
export const NEEDS_PRICE = `(pricing_source = 'default' OR cost_usd IS NULL OR flags @> '{placeholder-price}')`;
/** Free, and adding nothing to a sum of tokens. */
export const IS_FREE_OF_TOKENS = `NOT ${HAS_TOKENS} AND ${IS_FREE}`;
