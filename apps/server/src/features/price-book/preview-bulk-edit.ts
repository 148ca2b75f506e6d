/**
 * A bulk edit shown before it is made: each row before and after, and what the requests of the last 30 days would have cost.
 * Units   decimal strings in USD; requests as counts. Errors: INVALID_INPUT for a factor that is none; nothing is written.
 */
import type { PreviewBulkEdit } from "@ratecard/contract";
import type { ActingContext } from "#server/context";
import { countOutcomes } from "./bulk-edit";
import { type BulkDecision, type BulkOutcome, decideBulkEdit, type FarMove } from "./decide-bulk-edit";
import type { EntryDifference } from "./entry-differences";
import { type EntryImpact, impactByEntry, type TotalImpact } from "#server/impact/impact-by-entry";
import { checkFactor } from "./refuse-bulk-edit";
import { findPricesOf } from "./rows";

export type BulkEditPreview = Readonly<{
  counts: Readonly<Record<BulkOutcome, number>>;
  /** Totals over all rows. */
  impact: TotalImpact;
  /** In the order of names. */
  rows: readonly Readonly<{
    model: string;
    outcome: BulkOutcome;
    differences: readonly EntryDifference[];
    quarantine: readonly FarMove[];
    notes: readonly string[];
    /** Missing: there were no requests. */
    impact?: EntryImpact;
  }>[];
}>;

export async function previewBulkEdit(ctx: ActingContext, { change, rows }: PreviewBulkEdit): Promise<BulkEditPreview> {
  checkFactor(change);
  const models = rows.map(({ model }) => model);
  const standing = await findPricesOf(ctx.db.pool, models);
  const decisions = decideBulkEdit(rows, standing, change, ctx.prices.now().settings);
  const edited = new Map(decisions.flatMap(({ model, price }) => (price ? [[model, price]] : [])));
  const { total, entries } = await impactByEntry(ctx, edited);
  return {
    counts: countOutcomes(decisions),
    impact: total,
    rows: decisions.map((row) => shown(row, entries.get(row.model))),
  };
}

const shown = (
  { model, outcome, differences, quarantine, notes }: BulkDecision,
  impact: EntryImpact | undefined,
): BulkEditPreview["rows"][number] => ({
  model,
  outcome,
  differences,
  quarantine,
  notes,
  ...(impact && { impact }),
});
