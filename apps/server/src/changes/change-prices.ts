/**
 * Changes many prices as one named batch, whatever they come from: all chosen rows, or none. A preview is the same without writing.
 *
 * Time    from now (the first price of a name has no start date), from `effectiveFrom`, or from a row's own instant: a past one
 *         corrects backwards, a future one schedules.
 * Errors  VERSION_MOVED with the rows that are not any more what was shown; INVALID_INPUT for rows that are refused or held.
 *         The same change again writes nothing; pinned entries are left alone.
 */
import { randomUUID } from "node:crypto";
import { isWriting } from "@ratecard/changes";
import type { Transaction } from "@ratecard/prisma";
import { DomainError } from "#server/errors/domain-error";
import { impactByEntry } from "#server/impact/impact-by-entry";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { changeSet, type ChangeSet, countOutcomes } from "./change-set";
import type { ChangeSource } from "./change-source";
import { type DecidedRow, decideChanges } from "./decide-changes";
import { type Entries, entriesIn, lockEntries, readEntries } from "./entries";
import { type Reading, readStanding } from "./reading";
import { rowsHeld, rowsMoved, rowsRefused } from "./refuse-changes";
import { saveChanges } from "./save-changes";

export type ChangeOrder = Readonly<{
  dryRun: boolean;
  effectiveFrom: string | null;
  name?: string | undefined;
  reason?: string | undefined;
  /** Which rows are written. */
  choice: Choice;
}>;

type Choice =
  /** These, as a preview showed them. */
  | Readonly<{ rows: readonly Readonly<{ model: string; seen: string }>[] }>
  /** All; held ones only if they are accepted by name. */
  | Readonly<{ acceptHeld: "all" | ReadonlySet<string>; skipRefused: boolean }>;

type Decided = Readonly<{ rows: readonly DecidedRow[]; reading: Reading }>;

export async function changePrices(ctx: ActingContext, source: ChangeSource, order: ChangeOrder): Promise<ChangeSet> {
  const decideOn = async (entries: Entries): Promise<Decided> => {
    const reading = await readStanding(ctx, entries, order.effectiveFrom);
    return { reading, rows: await decideChanges(await source.rows(reading), reading) };
  };
  const first = await decideOn(await readEntries(ctx.db));
  const { kind } = source;
  const file = source.file?.(first.rows) ?? null;
  if (order.dryRun) return preview(ctx, first, { kind, file });
  if (file && file.problems.length > 0) throw new DomainError("INVALID_INPUT", { issues: file.problems });

  const chosen = chosenRows(first, source, order.choice);
  if (chosen.length === 0) return changeSet(first.rows, { kind, file, impact: null, batchId: null });
  const batchId = randomUUID();
  const name = order.name ?? source.nameFor(chosen.length);
  const validFrom = order.effectiveFrom === null ? undefined : new Date(order.effectiveFrom);
  const entry = {
    action: source.action,
    subject: name,
    reason: order.reason ?? name,
    batchId,
    validFrom,
    ...(source.through && { source: source.through }),
    details: (written: readonly DecidedRow[]) => ({
      batchId,
      ...source.details,
      ...countOutcomes(written),
      effectiveFrom: order.effectiveFrom,
    }),
  };
  const written = await write(ctx, entry, async (tx) => {
    const version = await lockEntries(
      tx,
      chosen.map(({ row }) => row.model),
    );
    const isMoved = version !== first.reading.version;
    const { rows, reading } = isMoved
      ? await decideAgain(tx, version, decideOn, source, order)
      : { ...first, rows: chosen };
    if (rows.length === 0) return rows;
    await source.before?.(
      tx,
      rows.map(({ row }) => row),
    );
    const skippedCount = first.rows.length - rows.length;
    const batch = { id: batchId, name, kind: source.batchKind, createdBy: ctx.actor.label, skippedCount };
    await saveChanges(tx, { ...batch, revertsId: source.revertsId }, rows, reading);
    await source.after?.(
      tx,
      rows.map(({ row }) => row),
    );
    return rows;
  });
  await ctx.prices.refresh();
  // Somebody else made the same change while this one waited: nothing was left to write.
  return changeSet(written, { kind, file, impact: null, batchId: written.length > 0 ? batchId : null });
}

/** A price has changed since the first decision: what moved is refused, the rest is as it was. */
async function decideAgain(
  tx: Transaction,
  version: string,
  decideOn: (entries: Entries) => Promise<Decided>,
  source: ChangeSource,
  { choice }: ChangeOrder,
): Promise<Decided> {
  const decided = await decideOn({ version, byName: await entriesIn(tx) });
  return { ...decided, rows: chosenRows(decided, source, choice) };
}

function chosenRows({ rows, reading }: Decided, source: ChangeSource, choice: Choice): readonly DecidedRow[] {
  if ("rows" in choice) return asShown(rows, choice.rows, reading);
  const refused = rows.filter(({ decision }) => decision.outcome === "refused");
  if (source.isStrict && refused.length > 0 && !choice.skipRefused) throw rowsRefused(refused);
  const writing = rows.filter(({ decision }) => isWriting(decision));
  const { acceptHeld } = choice;
  const held = writing.filter(
    ({ row, decision }) => decision.held.length > 0 && acceptHeld !== "all" && !acceptHeld.has(row.model),
  );
  if (held.length > 0) throw rowsHeld(held);
  return writing;
}

/** What is so already needs no write; what is not as it was shown is looked at again first. */
function asShown(
  rows: readonly DecidedRow[],
  shown: readonly Readonly<{ model: string; seen: string }>[],
  { entries }: Reading,
): readonly DecidedRow[] {
  const found = new Map(rows.filter(({ seen }) => seen !== null).map((each) => [each.row.model, each]));
  const same = new Set(rows.filter(({ decision }) => decision.outcome === "same").map(({ row }) => row.model));
  const moved = shown.filter(({ model, seen }) => !same.has(model) && found.get(model)?.seen !== seen);
  if (moved.length > 0)
    throw rowsMoved(
      moved.map(({ model }) => model),
      entries,
    );
  return shown.flatMap(({ model }) => found.get(model) ?? []);
}

async function preview(
  ctx: ActingContext,
  { rows }: Decided,
  answer: Pick<ChangeSet, "kind" | "file">,
): Promise<ChangeSet> {
  const edits = rows.flatMap(({ row: { model }, decision }) => {
    if (!isWriting(decision)) return [];
    const { draft } = decision;
    return draft && draft.model !== model
      ? [[model, null] as const, [draft.model, draft] as const]
      : [[model, draft] as const];
  });
  const { total, entries: impacts } = await impactByEntry(ctx, new Map(edits));
  return changeSet(rows, { ...answer, impact: total, impacts, batchId: null });
}
