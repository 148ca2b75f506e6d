/**
 * Takes an import batch back, as a batch of its own. Rows edited since are listed and left alone.
 * Errors  NOT_FOUND; INVALID_INPUT when nothing of it is left to take back.
 */
import { randomUUID } from "node:crypto";
import type { OneBatch } from "@ratecard/contract";
import { decideRevert, type RevertDecision, type RevertOutcome, type TermDifference } from "@ratecard/discovery";
import type { Transaction } from "@ratecard/prisma";
import type { ActingContext } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { impactByEntry, type TotalImpact } from "#server/impact/impact-by-entry";
import { insertPrices, type PriceToSave, startPricesAt, upsertPrices } from "#server/pricing/save-prices";
import { write } from "#server/write/write";
import type { BatchView } from "./batch-view";
import { byStart } from "#server/batches/by-start";
import { correctedStarts, restoreCorrected } from "#server/batches/corrected-windows";
import { priceOfSnapshot, snapshotOf } from "#server/batches/entry-snapshot";
import { snapshotDifferences } from "./find-batch";
import { loadBatch, type LoadedBatch } from "./load-batch";
import { lockImports, saveBatch } from "#server/batches/save-batch";
import { scheduledModels, withdrawScheduled } from "#server/batches/scheduled-prices";
import { standingEntries } from "#server/batches/standing-entries";

export type RevertRow = Readonly<{
  model: string;
  outcome: RevertOutcome;
  /** From the price as it stands, or is to come, to the one of before the batch. */
  differences: readonly TermDifference[];
}>;

export type RevertPreview = Readonly<{ batch: BatchView; rows: readonly RevertRow[] }>;
export type Reverted = RevertPreview & Readonly<{ batchId: string }>;

/** `impact`: of the last 30 days, at the prices as they stand and with the batch taken back. */
export async function previewRevert(
  ctx: ActingContext,
  { id }: OneBatch,
): Promise<RevertPreview & Readonly<{ impact: TotalImpact }>> {
  const loaded = await loadBatch(ctx.db.prisma, id);
  const decisions = await decide(ctx.db.prisma, loaded, "read");
  const edits = decisions
    .filter(isWriting)
    .map(({ model, before }) => [model, priceOfSnapshot(model, before)] as const);
  const { total } = await impactByEntry(ctx, new Map(edits));
  return { ...previewOf(loaded, decisions), impact: total };
}

export async function revertBatch(ctx: ActingContext, { id }: OneBatch): Promise<Reverted> {
  const loaded = await loadBatch(ctx.db.prisma, id);
  const { batch } = loaded;
  const batchId = randomUUID();
  const details = (rows: readonly RevertDecision[]) => ({ batchId, reverts: id, rows: rows.filter(isWriting).length });
  const entry = { action: "prices.revert", subject: batch.name, source: "revert", batchId, details } as const;
  const decisions = await write(ctx, entry, async (tx) => {
    await lockImports(tx);
    const decided = await decide(tx, loaded, "lock");
    if (!decided.some(isWriting)) throw nothingLeft(batch);
    await withdrawScheduled(tx, id, modelsOf(decided, "withdraws"));
    await writeBackInTime(tx, id, decided);
    await keepRevert(tx, { id: batchId, createdBy: ctx.actor.label, reverted: batch }, decided);
    return decided;
  });
  await ctx.prices.refresh();
  return { ...previewOf(loaded, decisions), batchId };
}

const isWriting = ({ outcome }: RevertDecision): boolean =>
  outcome === "removes" || outcome === "restores" || outcome === "withdraws";

async function decide(
  db: Pick<Transaction, "$queryRawUnsafe">,
  { batch, rows }: LoadedBatch,
  lock: "lock" | "read",
): Promise<readonly RevertDecision[]> {
  const models = rows.map(({ model }) => model);
  const [entries, pending] = [await standingEntries(db, models, lock), await scheduledModels(db, batch.id)];
  return decideRevert(rows, (model) => {
    const entry = entries.get(model);
    return { snapshot: snapshotOf(entry), pinnedBy: entry?.pinnedBy ?? null, isScheduled: pending.has(model) };
  });
}

const previewOf = ({ batch }: LoadedBatch, decisions: readonly RevertDecision[]): RevertPreview => ({
  batch,
  rows: decisions.map(({ model, outcome, current, before, after }) => ({
    model,
    outcome,
    differences: snapshotDifferences(model, outcome === "withdraws" ? after : current, before),
  })),
});

/** A correction of the past is taken back where it was made; what it had replaced is there again. */
async function writeBackInTime(tx: Transaction, id: string, decisions: readonly RevertDecision[]): Promise<void> {
  const starts = await correctedStarts(tx, id);
  const written = decisions.filter(({ outcome }) => outcome === "removes" || outcome === "restores");
  // What is removed ends now, wherever it began.
  const startOf = ({ model, outcome }: RevertDecision) => (outcome === "removes" ? null : (starts.get(model) ?? null));
  for (const [start, rows] of byStart(written, startOf)) {
    await startPricesAt(tx, start);
    await writeBack(tx, rows);
  }
  await restoreCorrected(tx, id, [...modelsOf(decisions, "removes"), ...modelsOf(decisions, "restores")]);
}

async function writeBack(tx: Transaction, decisions: readonly RevertDecision[]): Promise<void> {
  const removed = modelsOf(decisions, "removes");
  if (removed.length > 0) await tx.$executeRaw`DELETE FROM model_pricing WHERE model_name = ANY(${removed})`;
  const restored = decisions.filter(({ outcome }) => outcome === "restores");
  await upsertPrices(tx, pricesOf(restored.filter(({ current }) => current !== null)));
  const missing = restored.filter(({ current }) => current === null);
  const inserted = await insertPrices(tx, pricesOf(missing));
  if (inserted.length < missing.length) {
    const taken = missing.filter(({ model }) => !inserted.includes(model));
    throw new DomainError("VERSION_MOVED", {
      what: "price",
      name: taken.map(({ model }) => model).join(", "),
      current: null,
    });
  }
}

const modelsOf = (decisions: readonly RevertDecision[], outcome: RevertOutcome): readonly string[] =>
  decisions.filter((row) => row.outcome === outcome).map(({ model }) => model);

const pricesOf = (decisions: readonly RevertDecision[]): PriceToSave[] =>
  decisions.flatMap(({ model, before }) => priceOfSnapshot(model, before) ?? []);

async function keepRevert(
  tx: Transaction,
  revert: { id: string; createdBy: string; reverted: BatchView },
  decisions: readonly RevertDecision[],
): Promise<void> {
  const written = decisions.filter(isWriting);
  const after = await standingEntries(
    tx,
    written.map(({ model }) => model),
    "read",
  );
  const addedCount = written.filter(({ current }) => current === null).length;
  await saveBatch(
    tx,
    {
      id: revert.id,
      name: `Revert of ${revert.reverted.name}`,
      kind: "revert",
      createdBy: revert.createdBy,
      addedCount,
      changedCount: written.length - addedCount,
      skippedCount: decisions.length - written.length,
      revertsId: revert.reverted.id,
    },
    written.map(({ model, current }) => ({ model, before: current, after: snapshotOf(after.get(model)) })),
  );
}

const nothingLeft = ({ name }: BatchView) =>
  new DomainError("INVALID_INPUT", {
    issues: [
      { field: "id", problem: `nothing of "${name}" is left to take back: its rows were edited or taken back since.` },
    ],
  });
