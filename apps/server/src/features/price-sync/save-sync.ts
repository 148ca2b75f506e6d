/**
 * The prices of a sync and its batch, in the transaction that decided them.
 * Time    `validFrom` in the future: names with an entry keep their row until then.
 * Errors  VERSION_MOVED for a name that got an entry at this very moment.
 */
import type { SyncKind } from "@ratecard/contract";
import type { SyncDecision } from "@ratecard/discovery";
import type { Transaction } from "@ratecard/prisma";
import { snapshotOf } from "#server/batches/entry-snapshot";
import { saveBatch } from "#server/batches/save-batch";
import { type Entry, standingEntries } from "#server/batches/standing-entries";
import { insertPrices, type PriceToSave, schedulePrices, upsertPrices } from "#server/pricing/save-prices";
import { syncMoved } from "./refuse-sync";
import { syncPrices } from "./sync-prices";

type SyncToSave = Readonly<{
  kind: SyncKind;
  batch: Readonly<{ id: string; name: string; createdBy: string; skippedCount: number }>;
  /** Only of what is written. */
  decisions: readonly SyncDecision[];
  entries: ReadonlyMap<string, Entry>;
  validFrom: Date | undefined;
  now: Date;
}>;

export async function saveSync(tx: Transaction, sync: SyncToSave): Promise<void> {
  const { kind, batch, decisions, entries, validFrom, now } = sync;
  if (decisions.length === 0) return;
  const prices = syncPrices(kind, decisions, entries);
  const added = prices.filter(({ model }) => !entries.has(model));
  const changed = prices.filter(({ model }) => entries.has(model));
  const inserted = new Set(await insertPrices(tx, added));
  const taken = added.filter(({ model }) => !inserted.has(model));
  if (taken.length > 0) {
    throw syncMoved(
      taken.map(({ model }) => model),
      entries,
    );
  }
  const isScheduled = validFrom !== undefined && validFrom > now;
  if (isScheduled) await schedulePrices(tx, changed, validFrom.toISOString());
  else await upsertPrices(tx, changed);

  const after = await afterwards(tx, prices, isScheduled ? changed : []);
  await saveBatch(
    tx,
    {
      ...batch,
      ...(validFrom && { effectiveFrom: validFrom }),
      kind: kind === "providers" ? "sync-provider" : "sync-custom",
      addedCount: added.length,
      changedCount: changed.length,
      skippedCount: batch.skippedCount - prices.length,
    },
    prices.map(({ model }) => ({ model, before: snapshotOf(entries.get(model)), after: snapshotOf(after.get(model)) })),
  );
}

/** As the database has them; a scheduled price as it will be. */
async function afterwards(
  tx: Transaction,
  prices: readonly PriceToSave[],
  scheduled: readonly PriceToSave[],
): Promise<ReadonlyMap<string, PriceToSave>> {
  const models = prices.map(({ model }) => model);
  const standing = await standingEntries(tx, models, "read");
  return new Map<string, PriceToSave>([...standing, ...scheduled.map((price) => [price.model, price] as const)]);
}
