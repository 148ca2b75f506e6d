/**
 * A bulk edit shown before it is made: each row before and after, and what the requests of the last 30 days would have cost.
 * Units   decimal strings in USD; requests as counts. Errors: INVALID_INPUT for a factor that is none; nothing is written.
 */
import type { PreviewBulkEdit } from "@ratecard/contract";
import type { ActingContext } from "#server/context";
import { countOutcomes, decideAsItStands } from "./bulk-edit";
import type { BulkDecision, BulkOutcome, FarMove } from "./decide-bulk-edit";
import type { EntryDifference } from "./entry-differences";
import { type EditsImpact, impactOfEdits } from "#server/impact/impact-of-edits";

export type BulkEditPreview = Readonly<{
  counts: Readonly<Record<BulkOutcome, number>>;
  /** Of those that change: so many have a price scheduled already; the row's notes say what happens to it. */
  scheduledCount: number;
  /** Totals over all rows, at today's prices. */
  impact: Omit<EditsImpact, "models">;
  /** In the order of names. */
  rows: readonly Readonly<{
    model: string;
    outcome: BulkOutcome;
    differences: readonly EntryDifference[];
    quarantine: readonly FarMove[];
    notes: readonly string[];
    /** Of requests that the entry prices, or priced; under whatever name they were sent. Missing: there were none. */
    impact?: Readonly<{ requests: number; beforeUsd: string; afterUsd: string }>;
  }>[];
}>;

export async function previewBulkEdit(ctx: ActingContext, edit: PreviewBulkEdit): Promise<BulkEditPreview> {
  const { decisions, timing } = await decideAsItStands(ctx, edit);
  const edited = new Map(decisions.flatMap(({ model, price }) => (price ? [[model, price]] : [])));
  const { models: byEntry, ...impact } = await impactOfEdits(ctx, edited, "by-entry");
  const impacts = new Map(byEntry.map((one) => [one.model, one]));
  const scheduledCount = decisions.filter(
    ({ outcome, model }) => outcome === "changed" && timing.scheduled.has(model),
  ).length;
  return {
    counts: countOutcomes(decisions),
    scheduledCount,
    impact,
    rows: decisions.map((row) => shown(row, impacts.get(row.model))),
  };
}

function shown(
  { model, outcome, differences, quarantine, notes }: BulkDecision,
  impact: EditsImpact["models"][number] | undefined,
): BulkEditPreview["rows"][number] {
  const { requests, beforeUsd, afterUsd } = impact ?? {};
  return {
    model,
    outcome,
    differences,
    quarantine,
    notes,
    ...(requests !== undefined && beforeUsd && afterUsd && { impact: { requests, beforeUsd, afterUsd } }),
  };
}
