/**
 * A bulk edit shown before it is made: each row before and after, and what the requests of the last 30 days would have cost.
 * Units   decimal strings in USD; requests as counts. Errors: INVALID_INPUT for a factor that is none; nothing is written.
 */
import type { PreviewBulkEdit } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { countOutcomes, decideAsItStands } from "./bulk-edit";
import type { BulkDecision, BulkOutcome, FarMove } from "./decide-bulk-edit";
import type { EntryDifference } from "../entry-differences";
import { type EntryImpact, impactByEntry, type TotalImpact } from "#server/impact/impact-by-entry";

export type BulkEditPreview = Readonly<{
  counts: Readonly<Record<BulkOutcome, number>>;
  /** Of those that change: so many have a price scheduled already; the row's notes say what happens to it. */
  scheduledCount: number;
  /** Totals over all rows, at today's prices. */
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

export async function previewBulkEdit(ctx: ActingContext, edit: PreviewBulkEdit): Promise<BulkEditPreview> {
  const { decisions, timing } = await decideAsItStands(ctx, edit);
  const edited = new Map(decisions.flatMap(({ model, price }) => (price ? [[model, price]] : [])));
  const { total, entries } = await impactByEntry(ctx, edited);
  const scheduledCount = decisions.filter(
    ({ outcome, model }) => outcome === "changed" && timing.scheduled.has(model),
  ).length;
  return {
    counts: countOutcomes(decisions),
    scheduledCount,
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
