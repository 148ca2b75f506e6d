/**
 * Applies the remedies of many findings as one named batch: all of what can be applied, or none of it.
 * Time    from now.
 * Errors  VERSION_MOVED when an entry is another than was read; INVALID_INPUT when nothing of it can be applied. What is settled,
 *         pinned or cannot be applied is left alone and counted.
 */
import { randomUUID } from "node:crypto";
import type { ApplyFindings, PreviewFindings } from "@ratecard/contract";
import type { Transaction } from "@ratecard/prisma";
import { snapshotOf } from "#server/batches/entry-snapshot";
import { lockImports, type NewBatchRow, saveBatch } from "#server/batches/save-batch";
import { standingEntries } from "#server/batches/standing-entries";
import type { ActingContext } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { insertPrices, upsertPrices } from "#server/pricing/save-prices";
import { write } from "#server/write/write";
import { priceExists } from "../check-edit";
import { decideFindings, FINDING_OUTCOMES, type FindingDecision, type FindingOutcome } from "./decide-findings";
import { findFindings } from "./find-findings";
import { rowsMoved } from "../bulk/refuse-bulk-edit";
import { deletePriceRows, findPricesOf } from "../rows";
import { saveReviews } from "./review-rows";

export type AppliedFindings = Readonly<{
  /** null: only looked at, no price changed. */
  batchId: string | null;
  counts: Readonly<Record<FindingOutcome, number>>;
}>;

export async function applyFindings(ctx: ActingContext, { name, findings }: ApplyFindings): Promise<AppliedFindings> {
  const { decisions, standing } = await decideNow(ctx, { findings });
  const moved = decisions.filter(({ outcome }) => outcome === "moved").map(({ model }) => model);
  if (moved.length > 0) throw rowsMoved(moved, standing);
  const of = (outcome: FindingOutcome) => decisions.filter((one) => one.outcome === outcome);
  const work = { changed: of("changed"), renamed: of("renamed"), reviewed: of("reviewed") };
  const writtenCount = work.changed.length + work.renamed.length;
  if (writtenCount + work.reviewed.length === 0) throw nothingToApply(decisions);

  const counts = countOutcomes(decisions);
  const batchId = writtenCount === 0 ? null : randomUUID();
  const versions = new Map(findings.map(({ model, version }) => [model, version]));
  const details = () => ({ batchId, ...counts });
  const entry = { action: "prices.findings", subject: name, reason: name, details, ...(batchId && { batchId }) };
  await write(ctx, entry, async (tx) => {
    await lockImports(tx);
    const rows = await save(ctx, tx, work, versions);
    if (batchId === null) return;
    const tallies = { addedCount: work.renamed.length, changedCount: work.changed.length };
    const skippedCount = findings.length - writtenCount;
    await saveBatch(
      tx,
      { id: batchId, name, kind: "bulk-edit", createdBy: ctx.actor.label, ...tallies, skippedCount },
      rows,
    );
  });
  await ctx.prices.refresh();
  return { batchId, counts };
}

/** The decisions on the book as it stands, and the entries they are about. */
export async function decideNow(ctx: ActingContext, { findings }: PreviewFindings) {
  const names = findings.map(({ model }) => model);
  const { found, taken } = await findFindings(ctx);
  const standing = await findPricesOf(ctx.db.pool, names);
  return { decisions: decideFindings(findings, { found, taken, settings: ctx.prices.now().settings }), standing };
}

type Work = Readonly<Record<"changed" | "renamed" | "reviewed", readonly FindingDecision[]>>;

async function save(
  ctx: ActingContext,
  tx: Transaction,
  { changed, renamed, reviewed }: Work,
  versions: ReadonlyMap<string, number>,
): Promise<readonly NewBatchRow[]> {
  const models = [...changed, ...renamed, ...reviewed].map(({ model }) => model);
  const before = await standingEntries(tx, models, "lock");
  const moved = models.filter((model) => before.get(model)?.version !== String(versions.get(model)));
  if (moved.length > 0) throw rowsMoved(moved, await findPricesOf(tx, moved));

  if (changed.length > 0) await upsertPrices(tx, pricesOf(changed));
  const added = await rename(tx, renamed);
  const reviews = reviewed.map(({ model, findingId }) => ({ model, findingId, version: versions.get(model) ?? 0 }));
  if (reviews.length > 0) await saveReviews(tx, reviews, { at: ctx.clock(), by: ctx.actor.label });

  const written = [...changed, ...renamed].map(({ model }) => model).concat(added);
  const after = await standingEntries(tx, written, "read");
  return written.map((model) => ({
    model,
    before: snapshotOf(before.get(model)),
    after: snapshotOf(after.get(model)),
  }));
}

/** The new names. */
async function rename(tx: Transaction, renamed: readonly FindingDecision[]): Promise<readonly string[]> {
  if (renamed.length === 0) return [];
  const added = pricesOf(renamed).map(({ model }) => model);
  const inserted = await insertPrices(tx, pricesOf(renamed));
  const taken = added.find((model) => !inserted.includes(model));
  if (taken !== undefined) throw priceExists(taken);
  const gone = renamed.map(({ model }) => model);
  await deletePriceRows(tx, gone);
  return added;
}

const pricesOf = (decisions: readonly FindingDecision[]) => decisions.flatMap(({ price }) => price ?? []);

export function countOutcomes(decisions: readonly FindingDecision[]): Record<FindingOutcome, number> {
  const counts = Object.fromEntries(FINDING_OUTCOMES.map((outcome) => [outcome, 0])) as Record<FindingOutcome, number>;
  for (const { outcome } of decisions) counts[outcome] += 1;
  return counts;
}

const nothingToApply = (decisions: readonly FindingDecision[]) =>
  new DomainError("INVALID_INPUT", {
    issues: [
      { field: "findings", problem: `hold nothing that can be applied. ${decisions[0]?.note ?? ""} List them again.` },
    ],
  });
