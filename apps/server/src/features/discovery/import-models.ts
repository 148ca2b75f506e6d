/**
 * Writes the chosen prices as one named batch: all of them, or none.
 *
 * Time    the first price of a name holds since ever, a later one from now.
 * Errors  INVALID_INPUT for rows that are no prices or miss their tick; VERSION_MOVED with the rows that moved meanwhile.
 * Source  discovery.md "Rules": the same import again writes nothing; pinned entries are left alone.
 */
import { randomUUID } from "node:crypto";
import type { ImportModels } from "@ratecard/contract";
import { type ImportDecision, type ImportOutcome, unticked } from "@ratecard/discovery";
import type { Transaction } from "@ratecard/prisma";
import type { ActingContext } from "#server/context";
import { insertPrices, type PriceToSave, upsertPrices } from "#server/pricing/save-prices";
import { write } from "#server/write/write";
import { chosenPrices } from "./chosen-prices";
import { decideRows } from "./decide-rows";
import { snapshotOf } from "#server/batches/entry-snapshot";
import { importReferences } from "./import-references";
import { importMoved, ticksMissing } from "./import-refusals";
import { countOutcomes } from "./preview-import";
import { isWriting, pricesToSave } from "./prices-to-save";
import { lockImports, saveBatch } from "#server/batches/save-batch";
import { type Entry, standingEntries } from "#server/batches/standing-entries";

export type Imported = Readonly<{
  /** null: everything was so already, nothing was written. */
  batchId: string | null;
  counts: Readonly<Record<ImportOutcome, number>>;
}>;

export async function importModels(ctx: ActingContext, { name, rows }: ImportModels): Promise<Imported> {
  const { references, prices, at } = await importReferences(ctx);
  const chosen = chosenPrices(rows, prices.settings);
  const models = chosen.map(({ model }) => model);
  const decide = async (entries: ReadonlyMap<string, Entry>) => {
    const decisions = await decideRows(chosen, { entries, prices, references, at });
    refuse(decisions, entries);
    return decisions;
  };

  const first = await decide(await standingEntries(ctx.db.prisma, models, "read"));
  if (!first.some(isWriting)) return { batchId: null, counts: countOutcomes(first) };

  const batchId = randomUUID();
  const details = (counts: Imported["counts"]) => ({ batchId, ...counts });
  const entry = { action: "prices.import", subject: name, source: "import", batchId, details } as const;
  const counts = await write(ctx, entry, async (tx) => {
    await lockImports(tx);
    const entries = await standingEntries(tx, models, "lock");
    const decisions = await decide(entries);
    if (decisions.some(isWriting)) {
      await savePrices(tx, pricesToSave(chosen, decisions, entries), decisions);
      await keepBatch(tx, { batchId, name, createdBy: ctx.actor.label }, decisions, entries);
    }
    return countOutcomes(decisions);
  });
  await ctx.prices.refresh();
  // Somebody else imported the same while this one waited: nothing was left to write.
  return { batchId: counts.added + counts.changed > 0 ? batchId : null, counts };
}

function refuse(decisions: readonly ImportDecision[], entries: ReadonlyMap<string, Entry>): void {
  const moved = decisions.filter(({ outcome }) => outcome === "moved");
  if (moved.length > 0) throw importMoved(moved, entries);
  const missing = unticked(decisions);
  if (missing.length > 0) throw ticksMissing(missing);
}

async function savePrices(
  tx: Transaction,
  prices: readonly PriceToSave[],
  decisions: readonly ImportDecision[],
): Promise<void> {
  const added = new Set(decisions.filter(({ outcome }) => outcome === "added").map(({ model }) => model));
  const toAdd = prices.filter(({ model }) => added.has(model));
  const inserted = new Set(await insertPrices(tx, toAdd));
  // A name typed in the price book at this very moment: its row is not ours to overwrite.
  const taken = decisions.filter(({ model }) => added.has(model) && !inserted.has(model));
  if (taken.length > 0) throw importMoved(taken, new Map());
  await upsertPrices(
    tx,
    prices.filter(({ model }) => !added.has(model)),
  );
}

async function keepBatch(
  tx: Transaction,
  batch: { batchId: string; name: string; createdBy: string },
  decisions: readonly ImportDecision[],
  before: ReadonlyMap<string, Entry>,
): Promise<void> {
  const writing = decisions.filter(isWriting).map(({ model }) => model);
  const after = await standingEntries(tx, writing, "read");
  const { added, changed } = countOutcomes(decisions);
  await saveBatch(
    tx,
    {
      id: batch.batchId,
      name: batch.name,
      kind: "discovery",
      createdBy: batch.createdBy,
      addedCount: added,
      changedCount: changed,
      skippedCount: decisions.length - added - changed,
    },
    writing.map((model) => ({ model, before: snapshotOf(before.get(model)), after: snapshotOf(after.get(model)) })),
  );
}
