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
import type { Entry } from "#server/batches/standing-entries";
import { writePrices } from "#server/batches/write-prices";
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
  const { taken, after } = await writePrices(tx, {
    prices,
    entries,
    validFrom,
    isFuture: validFrom !== undefined && validFrom > now,
  });
  if (taken.length > 0) throw syncMoved(taken, entries);
  const addedCount = prices.filter(({ model }) => !entries.has(model)).length;
  await saveBatch(
    tx,
    {
      ...batch,
      ...(validFrom && { effectiveFrom: validFrom }),
      kind: kind === "providers" ? "sync-provider" : "sync-custom",
      addedCount,
      changedCount: prices.length - addedCount,
      skippedCount: batch.skippedCount - prices.length,
    },
    prices.map(({ model }) => ({ model, before: snapshotOf(entries.get(model)), after: snapshotOf(after.get(model)) })),
  );
}
