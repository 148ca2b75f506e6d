/**
 * How SQL tells the ledger's rows apart by what a price does to them, over rows named `logged`.
 * Units   whole tokens; an unknown count is null.
 * Source  `usage-of-event.ts` says the same of events; @ratecard/pricing's UsageSums says which rows may be summed.
 */
import {
  COLUMN_KINDS,
  type ColumnKind,
  COUNT_FIELD,
  INPUT_PARTS,
  OUTPUT_PARTS,
  type TokenKind,
} from "@ratecard/pricing";

/** `cacheWrite1hTokens` is stored as `cache_write_1h_tokens`. */
export const countColumn = (kind: ColumnKind): string =>
  COUNT_FIELD[kind].replaceAll(/[A-Z]|1h/g, (part) => `_${part.toLowerCase()}`);

const count = (kind: ColumnKind) => `logged.${countColumn(kind)}`;

const HAS_TOKENS = `coalesce(greatest(${COLUMN_KINDS.map(count).join(", ")}), 0) > 0`;

/** Nothing was bought: no price touches them. */
export const IS_FREE = `(logged.is_cache_hit OR (logged.is_error AND NOT ${HAS_TOKENS}))`;

const isWithin = (parts: readonly TokenKind[], whole: "input" | "output") => {
  const counts = COLUMN_KINDS.filter((kind) => parts.includes(kind)).map((kind) => `coalesce(${count(kind)}, 0)`);
  return `${counts.join(" + ")} <= coalesce(${count(whole)}, 0)`;
};

/** At standard rates, no part beyond its whole: such rows may be summed. */
export const IS_ORDINARY = `(coalesce(lower(logged.service_tier), 'default') IN ('default', 'auto', 'standard')
      AND ${isWithin(INPUT_PARTS, "input")} AND ${isWithin(OUTPUT_PARTS, "output")})`;

/** They cost their tokens. */
export const IS_COUNTED = `${HAS_TOKENS} AND ${IS_ORDINARY} AND NOT ${IS_FREE}`;
/** They cost the price per request, else of a typical one. */
export const IS_UNCOUNTED = `NOT ${HAS_TOKENS} AND ${IS_ORDINARY} AND NOT ${IS_FREE}`;
/** Free, and adding nothing to a sum of tokens. */
export const IS_FREE_OF_TOKENS = `NOT ${HAS_TOKENS} AND ${IS_FREE}`;
