/**
 * Decides an import against the entries as they stand: the confirm step shows it, the transaction takes it.
 * Units   differences as @ratecard/discovery: decimal text.
 */
import {
  decideImport,
  type ImportDecision,
  type ImportOutcome,
  type PriceReference,
  type QuarantineReason,
  type TermDifference,
} from "@ratecard/discovery";
import { type PriceTerms, type PricingSource, resolve } from "@ratecard/pricing";
import type { PricesNow } from "#server/pricing/live-prices";
import type { Chosen } from "./chosen-prices";
import type { EntryThen } from "#server/batches/entries-at";
import { inSlices } from "#server/batches/in-slices";

export type DecisionSources = Readonly<{
  /** As they stand when the prices begin. */
  entries: ReadonlyMap<string, EntryThen>;
  prices: PricesNow;
  /** What is suggested for each model, to check units by. */
  references: ReadonlyMap<string, readonly PriceReference[]>;
  /** Epoch ms: when the prices begin, now at the earliest. */
  at: number;
}>;

export function decideRows(chosen: readonly Chosen[], sources: DecisionSources): Promise<ImportDecision[]> {
  const providers = new Map(chosen.map(({ model, provider }) => [model, provider]));
  return inSlices(
    decideImport(chosen, (model) => ({
      entry: standingEntry(sources.entries.get(model)),
      inForce: inForce(model, providers.get(model), sources)?.terms,
      references: sources.references.get(model) ?? [],
    })),
  );
}

/** One whose first price is still to come prices nothing yet, as one that is switched off. */
const standingEntry = (entry: EntryThen | undefined): EntryThen | undefined =>
  entry?.isToCome ? { ...entry, isActive: false } : entry;

/** What prices the model at that time, unless only the default does. */
export function inForce(
  model: string,
  provider: string | undefined,
  { prices, at }: Pick<DecisionSources, "prices" | "at">,
): Readonly<{ rung: PricingSource; terms: PriceTerms }> | undefined {
  const resolution = resolve(prices.book, prices.catalog, { model, provider, at }, "error");
  return resolution.source === "none" ? undefined : { rung: resolution.source, terms: resolution.terms };
}

export type DecisionJson = Readonly<{
  model: string;
  outcome: ImportOutcome;
  /** It takes the default price, which stands for one. */
  isPlaceholder: boolean;
  /** What prices the model until then: the rung of the price in force, null when only the default does. */
  rungBefore: PricingSource | null;
  differences: readonly TermDifference[];
  quarantine: readonly QuarantineReason[];
  /** What it means beside prices that are scheduled already. */
  notes: readonly string[];
}>;

export const decisionJson = (
  decision: ImportDecision,
  { rungBefore, notes }: Pick<DecisionJson, "rungBefore" | "notes">,
): DecisionJson => ({
  model: decision.model,
  outcome: decision.outcome,
  isPlaceholder: decision.isPlaceholder,
  rungBefore,
  differences: decision.differences,
  quarantine: decision.quarantine,
  notes,
});
