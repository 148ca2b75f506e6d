/**
 * The confirm step: what an import would do, row by row, without writing, and what it would have meant for the last 30 days.
 * Units   decimal strings in USD. Errors: INVALID_INPUT for rows that are no prices.
 * Time    against the prices of when they begin: now, or a date to come.
 */
import type { PreviewImport } from "@ratecard/contract";
import { IMPORT_OUTCOMES, type ImportOutcome } from "@ratecard/discovery";
import type { ActingContext } from "#server/services/context";
import { chosenPrices } from "./chosen-prices";
import { decideChosen } from "./decide-chosen";
import { type DecisionJson, decisionJson, inForce } from "./decide-rows";
import { importReferences } from "./import-references";
import { isWriting, pricesToSave } from "./prices-to-save";
import { standingEntries } from "#server/batches/standing-entries";
import { timingNotes } from "#server/batches/timing-notes";
import { type EntryImpact, impactByEntry, type TotalImpact } from "#server/impact/impact-by-entry";

export type ImportPreview = Readonly<{
  counts: Readonly<Record<ImportOutcome, number>>;
  /** In the order of names. */
  rows: readonly (DecisionJson & Readonly<{ impact?: EntryImpact }>)[];
  /** Of all rows together. */
  impact: TotalImpact;
}>;

export async function previewImport(
  ctx: ActingContext,
  { rows, effectiveFrom = null }: PreviewImport,
): Promise<ImportPreview> {
  const { prices: before, references } = await importReferences(ctx);
  const validFrom = effectiveFrom === null ? undefined : new Date(effectiveFrom);
  const chosen = chosenPrices(rows, before.settings);
  const models = chosen.map(({ model }) => model);
  const entries = await standingEntries(ctx.db.prisma, models, "read");
  const decided = await decideChosen(ctx, entries, { chosen, references, validFrom });
  const { decisions } = decided;
  const edits = new Map(pricesToSave(chosen, decisions, entries).map((price) => [price.model, price]));
  const { total, entries: impacts } = await impactByEntry(ctx, edits);
  const providers = new Map(chosen.map(({ model, provider }) => [model, provider]));
  const timing = { from: effectiveFrom, isFuture: decided.isFuture };
  return {
    counts: countOutcomes(decisions),
    rows: decisions.map((decision) => {
      const { model } = decision;
      const rungBefore = inForce(model, providers.get(model), decided)?.rung ?? null;
      const notes = isWriting(decision) ? timingNotes(decided.standing.get(model)?.scheduled ?? [], timing) : [];
      const impact = impacts.get(model);
      return { ...decisionJson(decision, { rungBefore, notes }), ...(impact && { impact }) };
    }),
    impact: total,
  };
}

export function countOutcomes(decisions: readonly { outcome: ImportOutcome }[]): Record<ImportOutcome, number> {
  const counts = Object.fromEntries(IMPORT_OUTCOMES.map((outcome) => [outcome, 0])) as Record<ImportOutcome, number>;
  for (const { outcome } of decisions) counts[outcome] += 1;
  return counts;
}
