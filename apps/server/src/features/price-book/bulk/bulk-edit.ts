/**
 * Writes one change of many entries as one named batch: all of its rows, or none.
 * Time    the new prices hold from now; from `effectiveFrom` on when it is given: past ones correct, future ones are scheduled.
 * Errors  VERSION_MOVED with the rows that moved meanwhile; INVALID_INPUT for rows that cannot take the change or miss their tick.
 *         Pinned entries, and the default where it must stay, are left alone and counted.
 */
import { randomUUID } from "node:crypto";
import type { BulkEdit, PreviewBulkEdit } from "@ratecard/contract";
import type { Transaction } from "@ratecard/prisma";
import { snapshotOf } from "#server/batches/entry-snapshot";
import { lockImports, saveBatch } from "#server/batches/save-batch";
import { standingEntries } from "#server/batches/standing-entries";
import type { ActingContext } from "#server/services/context";
import { schedulePrices, upsertPrices } from "#server/pricing/save-prices";
import { write } from "#server/write/write";
import type { BulkTiming } from "./bulk-timing";
import { BULK_OUTCOMES, type BulkDecision, type BulkOutcome, decideBulkEdit, untickedRows } from "./decide-bulk-edit";
import { checkFactor, rowsMoved, rowsRefused, rowsUnticked } from "./refuse-bulk-edit";
import { findPricesOf, type StoredPrice } from "../rows";
import { findScheduledStarts } from "../version-rows";

export type BulkEdited = Readonly<{
  /** null: everything was so already, nothing was written. */
  batchId: string | null;
  counts: Readonly<Record<BulkOutcome, number>>;
}>;

export async function bulkEdit(ctx: ActingContext, edit: BulkEdit): Promise<BulkEdited> {
  const { name, change, rows } = edit;
  const { decisions, standing, timing } = await decideAsItStands(ctx, edit);
  refuse(decisions, standing);
  const counts = countOutcomes(decisions);
  const changed = decisions.filter(({ outcome }) => outcome === "changed");
  if (changed.length === 0) return { batchId: null, counts };

  const batchId = randomUUID();
  const validFrom = timing.from === null ? undefined : new Date(timing.from);
  const details = () => ({ batchId, change, effectiveFrom: timing.from, ...counts });
  const batch = { id: batchId, name, skippedCount: rows.length - changed.length, timing };
  await write(ctx, { action: "prices.bulk-edit", subject: name, reason: name, batchId, details, validFrom }, (tx) =>
    save(ctx, tx, batch, changed, standing),
  );
  await ctx.prices.refresh();
  return { batchId, counts };
}

export async function decideAsItStands(ctx: ActingContext, { change, rows, effectiveFrom }: PreviewBulkEdit) {
  checkFactor(change);
  const models = rows.map(({ model }) => model);
  const [standing, scheduled] = await Promise.all([
    findPricesOf(ctx.db.pool, models),
    findScheduledStarts(ctx.db.pool, models),
  ]);
  const from = effectiveFrom ?? null;
  const isFuture = from !== null && Date.parse(from) > ctx.clock().getTime();
  const timing = { from, isFuture, scheduled };
  return { timing, standing, decisions: decideBulkEdit(rows, standing, change, ctx.prices.now().settings, timing) };
}

function refuse(decisions: readonly BulkDecision[], standing: ReadonlyMap<string, StoredPrice>): void {
  const moved = decisions.filter(({ outcome }) => outcome === "moved").map(({ model }) => model);
  if (moved.length > 0) throw rowsMoved(moved, standing);
  const refused = decisions.filter(({ outcome }) => outcome === "refused");
  if (refused.length > 0) throw rowsRefused(refused);
  const unticked = untickedRows(decisions);
  if (unticked.length > 0) throw rowsUnticked(unticked);
}

async function save(
  ctx: ActingContext,
  tx: Transaction,
  { timing, ...batch }: Readonly<{ id: string; name: string; skippedCount: number; timing: BulkTiming }>,
  changed: readonly BulkDecision[],
  decidedOn: ReadonlyMap<string, StoredPrice>,
): Promise<void> {
  await lockImports(tx);
  const models = changed.map(({ model }) => model);
  const before = await standingEntries(tx, models, "lock");
  const moved = models.filter((model) => before.get(model)?.version !== String(decidedOn.get(model)?.view.version));
  if (moved.length > 0) throw rowsMoved(moved, await findPricesOf(tx, moved));

  const prices = changed.flatMap(({ price }) => price ?? []);
  const { from, isFuture } = timing;
  if (from !== null && isFuture) await schedulePrices(tx, prices, from);
  else await upsertPrices(tx, prices);
  // A scheduled price leaves the entry as it is: what it will say is what was decided.
  const planned = new Map(prices.map((price) => [price.model, price]));
  const after = isFuture ? planned : await standingEntries(tx, models, "read");
  const kept = { kind: "bulk-edit", createdBy: ctx.actor.label, addedCount: 0, changedCount: changed.length } as const;
  await saveBatch(
    tx,
    { ...batch, ...kept, ...(from !== null && { effectiveFrom: new Date(from) }) },
    models.map((model) => ({ model, before: snapshotOf(before.get(model)), after: snapshotOf(after.get(model)) })),
  );
}

export function countOutcomes(decisions: readonly BulkDecision[]): Record<BulkOutcome, number> {
  const counts = Object.fromEntries(BULK_OUTCOMES.map((outcome) => [outcome, 0])) as Record<BulkOutcome, number>;
  for (const { outcome } of decisions) counts[outcome] += 1;
  return counts;
}
