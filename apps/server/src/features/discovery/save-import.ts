/**
 * The prices of an import and its batch, in the transaction that decided them.
 * Time    `validFrom` in the future: names with an entry keep their row until then.
 * Errors  VERSION_MOVED for a name that got an entry at this very moment.
 */
import type { ImportDecision } from "@ratecard/discovery";
import type { Transaction } from "@ratecard/prisma";
import { snapshotOf } from "#server/batches/entry-snapshot";
import { saveBatch } from "#server/batches/save-batch";
import { type PricesToWrite, writePrices } from "#server/batches/write-prices";
import { importMoved } from "./import-refusals";

type ImportToSave = PricesToWrite &
  Readonly<{
    batch: Readonly<{ id: string; name: string; createdBy: string }>;
    decisions: readonly ImportDecision[];
  }>;

export async function saveImport(tx: Transaction, { batch, decisions, ...given }: ImportToSave): Promise<void> {
  const { prices, entries, validFrom } = given;
  const { taken, after } = await writePrices(tx, given);
  if (taken.length > 0) {
    const names = new Set(taken);
    throw importMoved(
      decisions.filter(({ model }) => names.has(model)),
      new Map(),
    );
  }
  const addedCount = prices.filter(({ model }) => !entries.has(model)).length;
  await saveBatch(
    tx,
    {
      ...batch,
      ...(validFrom && { effectiveFrom: validFrom }),
      kind: "discovery",
      addedCount,
      changedCount: prices.length - addedCount,
      skippedCount: decisions.length - prices.length,
    },
    prices.map(({ model }) => ({ model, before: snapshotOf(entries.get(model)), after: snapshotOf(after.get(model)) })),
  );
}
