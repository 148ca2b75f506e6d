/** A row of a sync as it travels. Units: prices as terms JSON (USD per 1M tokens, USD per request), decimal text. */
import {
  isTakenByItself,
  isWritten,
  type PricedBase,
  type SyncDecision,
  type SyncHold,
  type SyncOutcome,
  type TermDifference,
} from "@ratecard/discovery";
import { type PriceTerms, type PricingSource, type TermsJson, termsToJson } from "@ratecard/pricing";
import type { Entry } from "#server/batches/standing-entries";
import { seenRow } from "./seen-row";

export type RowImpact = Readonly<{ requests: number; beforeUsd: string; afterUsd: string }>;

/** A model whose price can be taken; without a source it has none. */
export type SyncBaseJson = Readonly<{
  model: string;
  provider: string | null;
  source: PricingSource | null;
  /** The entry or catalogue key that answers. */
  key: string | null;
}>;

export type SyncRowJson = Readonly<{
  model: string;
  provider: string;
  outcome: SyncOutcome;
  base: SyncBaseJson | null;
  /** Every base that could be chosen; only of custom names. */
  bases: readonly (SyncBaseJson & Readonly<{ terms: TermsJson | null }>)[];
  /** What would be written; null: nothing is. */
  after: TermsJson | null;
  differences: readonly TermDifference[];
  /** Why it needs a tick of its own. */
  holds: readonly SyncHold[];
  /** It would replace a price that somebody set by hand. */
  replacesOwn: boolean;
  isTakenByItself: boolean;
  pinnedBy: string | null;
  /** The base whose price it took before. */
  copiedFrom: string | null;
  /** To be sent back when the row is meant; null: nothing is written. */
  seen: string | null;
  /** Of requests of the last 30 days that the entry prices, or priced. */
  impact: RowImpact | null;
}>;

export function syncRowJson(row: SyncDecision, entry: Entry | undefined, impact: RowImpact | undefined): SyncRowJson {
  const { requests = 0, beforeUsd = "0", afterUsd = "0" } = impact ?? {};
  return {
    model: row.model,
    provider: row.provider,
    outcome: row.outcome,
    base: row.base ? baseJson(row.base) : null,
    bases: row.bases.map((base) => ({ ...baseJson(base), terms: termsJson(base.terms) })),
    after: isWritten(row) ? termsJson(row.after) : null,
    differences: isWritten(row) ? row.differences : [],
    holds: row.holds,
    replacesOwn: row.replacesOwn,
    isTakenByItself: isTakenByItself(row),
    pinnedBy: entry?.pinnedBy ?? null,
    copiedFrom: entry?.copiedFrom ?? null,
    seen: isWritten(row) ? seenRow(row) : null,
    impact: impact ? { requests, beforeUsd, afterUsd } : null,
  };
}

const baseJson = ({ model, provider, source, key }: PricedBase): SyncBaseJson => ({
  model,
  provider: provider ?? null,
  source: source ?? null,
  key: key ?? null,
});

const termsJson = (terms: PriceTerms | undefined): TermsJson | null => (terms ? termsToJson(terms) : null);
