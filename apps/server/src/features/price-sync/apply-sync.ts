/**
 * Writes the ticked rows of a sync as one named batch: all of them, or none.
 *
 * Time    from now, or from `effectiveFrom`: a past instant corrects backwards, a future one schedules.
 * Errors  VERSION_MOVED with the rows that are not any more what was shown; INVALID_INPUT for rows that miss their tick, or a base
 *         that is none.
 * Source  discovery.md "Rules": the same sync again writes nothing; pinned entries are left alone.
 */
import { randomUUID } from "node:crypto";
import type { ApplySync, SyncKind } from "@ratecard/contract";
import { isWritten, type SyncDecision } from "@ratecard/discovery";
import { lockImports } from "#server/batches/save-batch";
import { type Entry, standingEntries } from "#server/batches/standing-entries";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { decideSync } from "./decide-sync";
import { ticksMissing, syncMoved } from "./refuse-sync";
import { saveSync } from "./save-sync";
import { seenRow } from "./seen-row";

export type AppliedSync = Readonly<{
  /** null: everything was so already, nothing was written. */
  batchId: string | null;
  counts: Readonly<{ added: number; changed: number; linked: number; same: number }>;
}>;

export async function applySync(ctx: ActingContext, asked: ApplySync): Promise<AppliedSync> {
  const { kind, rows } = asked;
  const now = ctx.clock();
  const name = asked.name ?? `${NAMES[kind]} ${now.toISOString().slice(0, 16).replace("T", " ")}`;
  const first = await decideSync(ctx, ctx.db.prisma, asked);
  const seen = tickedRows(rows, first);
  if (!seen.some(isWritten)) return { batchId: null, counts: countsOf(seen) };

  const batchId = randomUUID();
  const validFrom = asked.effectiveFrom ? new Date(asked.effectiveFrom) : undefined;
  const details = (counts: AppliedSync["counts"]) => ({
    batchId,
    kind,
    ...counts,
    effectiveFrom: asked.effectiveFrom ?? null,
  });
  const entry = { action: "prices.sync", subject: name, source: "sync", batchId, validFrom, details } as const;
  const counts = await write(ctx, entry, async (tx) => {
    await lockImports(tx);
    await standingEntries(
      tx,
      rows.map(({ model }) => model),
      "lock",
    );
    const decided = await decideSync(ctx, tx, asked);
    const ticked = tickedRows(rows, decided);
    const batch = { id: batchId, name, createdBy: ctx.actor.label, skippedCount: rows.length };
    await saveSync(tx, { kind, batch, decisions: ticked.filter(isWritten), entries: decided.entries, validFrom, now });
    return countsOf(ticked);
  });
  await ctx.prices.refresh();
  // Somebody else synced the same while this one waited: nothing was left to write.
  return { batchId: counts.added + counts.changed + counts.linked > 0 ? batchId : null, counts };
}

const NAMES: Readonly<Record<SyncKind, string>> = { providers: "Provider prices", custom: "Custom names" };

/** What is so already needs no tick; what is not as it was shown is looked at again first. */
function tickedRows(
  rows: ApplySync["rows"],
  { decisions, entries }: Readonly<{ decisions: readonly SyncDecision[]; entries: ReadonlyMap<string, Entry> }>,
): readonly SyncDecision[] {
  const byModel = new Map(decisions.map((row) => [row.model, row]));
  const found = rows.map((row) => ({ ...row, decision: byModel.get(row.model) }));
  const moved = found.filter(
    ({ decision, seen }) => decision?.outcome !== "same" && (!decision || seenRow(decision) !== seen),
  );
  if (moved.length > 0) {
    throw syncMoved(
      moved.map(({ model }) => model),
      entries,
    );
  }
  const unticked = found.filter(({ decision, isAcknowledged }) => !isAcknowledged && decision?.holds.length);
  if (unticked.length > 0) throw ticksMissing(unticked.flatMap(({ decision }) => decision ?? []));
  return found.flatMap(({ decision }) => decision ?? []);
}

function countsOf(rows: readonly SyncDecision[]): AppliedSync["counts"] {
  const count = (wanted: SyncDecision["outcome"]) => rows.filter(({ outcome }) => outcome === wanted).length;
  return { added: count("added"), changed: count("changed"), linked: count("linked"), same: count("same") };
}
