/**
 * The confirm step: what an import would do, row by row, without writing, and what it would have meant for the last 30 days.
 * Units   decimal strings in USD. Errors: INVALID_INPUT for rows that are no prices.
 */
import type { PreviewImport } from "@ratecard/contract";
import { IMPORT_OUTCOMES, type ImportOutcome } from "@ratecard/discovery";
import type { ActingContext } from "#server/context";
import { chosenPrices } from "./chosen-prices";
import { type DecisionJson, decideRows, decisionJson, inForce } from "./decide-rows";
import { importReferences } from "./import-references";
import { pricesToSave } from "./prices-to-save";
import { standingEntries } from "#server/batches/standing-entries";
import { type EntryImpact, impactByEntry, type TotalImpact } from "#server/impact/impact-by-entry";

export type ImportPreview = Readonly<{
  counts: Readonly<Record<ImportOutcome, number>>;
  /** In the order of names. */
  rows: readonly (DecisionJson & Readonly<{ impact?: EntryImpact }>)[];
  /** Of all rows together. */
  impact: TotalImpact;
}>;

export async function previewImport(ctx: ActingContext, { rows }: PreviewImport): Promise<ImportPreview> {
  const { prices, at, references } = await importReferences(ctx);
  const chosen = chosenPrices(rows, prices.settings);
  const models = chosen.map(({ model }) => model);
  const entries = await standingEntries(ctx.db.prisma, models, "read");
  const decisions = await decideRows(chosen, { entries, prices, references, at });
  const providers = new Map(chosen.map(({ model, provider }) => [model, provider]));
  const edits = new Map(pricesToSave(chosen, decisions, entries).map((price) => [price.model, price]));
  const { total, entries: impacts } = await impactByEntry(ctx, edits);
  return {
    counts: countOutcomes(decisions),
    rows: decisions.map((decision) => {
      const before = inForce(decision.model, providers.get(decision.model), { prices, at });
      const impact = impacts.get(decision.model);
      return { ...decisionJson(decision, before?.rung ?? null), ...(impact && { impact }) };
    }),
    impact: total,
  };
}

export function countOutcomes(decisions: readonly { outcome: ImportOutcome }[]): Record<ImportOutcome, number> {
  const counts = Object.fromEntries(IMPORT_OUTCOMES.map((outcome) => [outcome, 0])) as Record<ImportOutcome, number>;
  for (const { outcome } of decisions) counts[outcome] += 1;
  return counts;
}
