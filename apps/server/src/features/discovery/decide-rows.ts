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
import type { Entry } from "#server/batches/standing-entries";
import { inSlices } from "#server/batches/in-slices";

export type DecisionSources = Readonly<{
  entries: ReadonlyMap<string, Entry>;
  prices: PricesNow;
  /** What is suggested for each model, to check units by. */
  references: ReadonlyMap<string, readonly PriceReference[]>;
  at: number;
}>;

export function decideRows(chosen: readonly Chosen[], sources: DecisionSources): Promise<ImportDecision[]> {
  const providers = new Map(chosen.map(({ model, provider }) => [model, provider]));
  return inSlices(
    decideImport(chosen, (model) => ({
      entry: sources.entries.get(model),
      inForce: inForce(model, providers.get(model), sources)?.terms,
      references: sources.references.get(model) ?? [],
    })),
  );
}

/** What prices the model now, unless only the default does. */
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
  /** What priced the model before: the rung of the price in force, null when only the default did. */
  rungBefore: PricingSource | null;
  differences: readonly TermDifference[];
  quarantine: readonly QuarantineReason[];
}>;

export const decisionJson = (decision: ImportDecision, rungBefore: PricingSource | null): DecisionJson => ({
  model: decision.model,
  outcome: decision.outcome,
  rungBefore,
  differences: decision.differences,
  quarantine: decision.quarantine,
});
