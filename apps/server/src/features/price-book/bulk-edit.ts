/**
 * Writes one change of many entries as one named batch: all of its rows, or none.
 * Time    the new prices hold from now.
 * Errors  VERSION_MOVED with the rows that moved meanwhile; INVALID_INPUT for rows that cannot take the change or miss their tick.
 *         Pinned entries, and the default where it must stay, are left alone and counted.
 */
import { randomUUID } from "node:crypto";
import type { BulkEdit } from "@ratecard/contract";
import type { Transaction } from "@ratecard/prisma";
import { snapshotOf } from "#server/batches/entry-snapshot";
import { lockImports, saveBatch } from "#server/batches/save-batch";
import { standingEntries } from "#server/batches/standing-entries";
import type { ActingContext } from "#server/context";
import { upsertPrices } from "#server/pricing/save-prices";
import { write } from "#server/write/write";
import { BULK_OUTCOMES, type BulkDecision, type BulkOutcome, decideBulkEdit, untickedRows } from "./decide-bulk-edit";
import { checkFactor, rowsMoved, rowsRefused, rowsUnticked } from "./refuse-bulk-edit";
import { findPricesOf, type StoredPrice } from "./rows";

export type BulkEdited = Readonly<{
  /** null: everything was so already, nothing was written. */
  batchId: string | null;
  counts: Readonly<Record<BulkOutcome, number>>;
}>;

export async function bulkEdit(ctx: ActingContext, { name, change, rows }: BulkEdit): Promise<BulkEdited> {
  checkFactor(change);
  const models = rows.map(({ model }) => model);
  const standing = await findPricesOf(ctx.db.pool, models);
  const decisions = decideBulkEdit(rows, standing, change, ctx.prices.now().settings);
  refuse(decisions, standing);
  const counts = countOutcomes(decisions);
  const changed = decisions.filter(({ outcome }) => outcome === "changed");
  if (changed.length === 0) return { batchId: null, counts };

  const batchId = randomUUID();
  const details = () => ({ batchId, change, ...counts });
  const batch = { id: batchId, name, skippedCount: rows.length - changed.length };
  await write(ctx, { action: "prices.bulk-edit", subject: name, reason: name, batchId, details }, (tx) =>
    save(ctx, tx, batch, changed, standing),
  );
  await ctx.prices.refresh();
  return { batchId, counts };
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
  batch: Readonly<{ id: string; name: string; skippedCount: number }>,
  changed: readonly BulkDecision[],
  decidedOn: ReadonlyMap<string, StoredPrice>,
): Promise<void> {
  await lockImports(tx);
  const models = changed.map(({ model }) => model);
  const before = await standingEntries(tx, models, "lock");
  const moved = models.filter((model) => before.get(model)?.version !== String(decidedOn.get(model)?.view.version));
  if (moved.length > 0) throw rowsMoved(moved, await findPricesOf(ctx.db.pool, moved));

  await upsertPrices(
    tx,
    changed.flatMap(({ price }) => price ?? []),
  );
  const after = await standingEntries(tx, models, "read");
  await saveBatch(
    tx,
    { ...batch, kind: "bulk-edit", createdBy: ctx.actor.label, addedCount: 0, changedCount: changed.length },
    models.map((model) => ({ model, before: snapshotOf(before.get(model)), after: snapshotOf(after.get(model)) })),
  );
}

export function countOutcomes(decisions: readonly BulkDecision[]): Record<BulkOutcome, number> {
  const counts = Object.fromEntries(BULK_OUTCOMES.map((outcome) => [outcome, 0])) as Record<BulkOutcome, number>;
  for (const { outcome } of decisions) counts[outcome] += 1;
  return counts;
}
