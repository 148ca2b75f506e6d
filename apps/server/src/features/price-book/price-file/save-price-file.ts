/**
 * Writes the rows of a decided file as one batch: all of them, or none.
 * Time    a row begins at its own instant; one of the future is scheduled, and the price in force stays until then.
 * Errors  VERSION_MOVED with the rows that moved since they were decided on.
 */
import type { Transaction } from "@ratecard/prisma";
import { byStart } from "#server/batches/by-start";
import { snapshotOf } from "#server/batches/entry-snapshot";
import { lockImports, saveBatch } from "#server/batches/save-batch";
import { type Entry, standingEntries } from "#server/batches/standing-entries";
import type { ActingContext } from "#server/services/context";
import {
  insertPrices,
  type PriceToSave,
  schedulePrices,
  startPricesAt,
  upsertPrices,
} from "#server/pricing/save-prices";
import { rowsMoved } from "../bulk/refuse-bulk-edit";
import { findPricesOf } from "../rows";
import type { GoodRow } from "./decide-price-list";

export type FileBatch = Readonly<{ id: string; name: string; skippedCount: number }>;

export async function savePriceFile(
  ctx: ActingContext,
  tx: Transaction,
  batch: FileBatch,
  rows: readonly GoodRow[],
): Promise<void> {
  await lockImports(tx);
  const models = rows.map(({ model }) => model);
  const before = await standingEntries(tx, models, "lock");
  const moved = rows.filter(({ model, version }) => versionOf(before, model) !== version).map(({ model }) => model);
  if (moved.length > 0) throw rowsMoved(moved, await findPricesOf(tx, moved));

  const scheduled = await writePrices(tx, rows, before, ctx.clock().getTime());
  const after = await standingEntries(tx, models, "read");
  const addedCount = rows.filter(({ outcome }) => outcome === "added").length;
  await saveBatch(
    tx,
    {
      ...batch,
      ...onlyDateOf(rows),
      kind: "file",
      createdBy: ctx.actor.label,
      addedCount,
      changedCount: rows.length - addedCount,
    },
    rows.map(({ model, price }) => ({
      model,
      before: snapshotOf(before.get(model)),
      after: snapshotOf(scheduled.has(model) ? price : after.get(model)),
    })),
  );
}

/** Rows of several dates have none together. */
function onlyDateOf(rows: readonly GoodRow[]): { effectiveFrom?: Date } {
  const [date, ...others] = new Set(rows.map(({ effectiveFrom }) => effectiveFrom));
  return date && others.length === 0 ? { effectiveFrom: new Date(date) } : {};
}

const versionOf = (entries: ReadonlyMap<string, Entry>, model: string): number | null => {
  const version = entries.get(model)?.version;
  return version === undefined ? null : Number(version);
};

/** Answers the names whose price is to come. */
async function writePrices(
  tx: Transaction,
  rows: readonly GoodRow[],
  before: ReadonlyMap<string, Entry>,
  now: number,
): Promise<ReadonlySet<string>> {
  const later = new Set<string>();
  for (const [from, group] of byStart(rows, ({ effectiveFrom }) => effectiveFrom)) {
    const prices = group.map(({ price }) => price);
    const added = prices.filter(({ model }) => !before.has(model));
    const changed = prices.filter(({ model }) => before.has(model));
    const isFuture = from !== null && Date.parse(from) > now;
    if (isFuture) await schedulePrices(tx, changed, from);
    for (const { model } of isFuture ? changed : []) later.add(model);
    const atOnce = isFuture ? [] : changed;
    if (added.length + atOnce.length === 0) continue;
    await startPricesAt(tx, from);
    await addPrices(tx, added);
    await upsertPrices(tx, atOnce);
  }
  return later;
}

/** A name typed in the price book at this very moment: its row is not ours to overwrite. */
async function addPrices(tx: Transaction, prices: readonly PriceToSave[]): Promise<void> {
  const added = new Set(await insertPrices(tx, prices));
  const taken = prices.filter(({ model }) => !added.has(model)).map(({ model }) => model);
  if (taken.length > 0) throw rowsMoved(taken, new Map());
}
