/**
 * Changes many prices as one named batch, whatever they come from: all chosen rows, or none. A preview is the same without writing.
 * Decided outside of the transaction that writes, and again as long as somebody else was quicker.
 *
 * Time    from now (the first price of a name has no start date), from `effectiveFrom`, or from a row's own instant: a past one
 *         corrects backwards, a future one schedules.
 * Errors  VERSION_MOVED with the rows that are not any more what was shown; INVALID_INPUT for rows that are refused or held.
 *         The same change again writes nothing; pinned entries are left alone.
 */
import { randomUUID } from "node:crypto";
import { isWriting } from "@ratecard/changes";
import type { Transaction } from "@ratecard/prisma";
import { DomainError, unavailable } from "#server/errors/domain-error";
import { requireCases } from "#server/impact/failing-cases";
import { editCases, type Edits, impactByEntry } from "#server/impact/impact-of-edits";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { changeSet, type ChangeSet, countOutcomes } from "./change-set";
import type { ChangeSource } from "./change-source";
import { decideChanges, type DecidedRow } from "./decide-changes";
import { lockEntries, readEntries } from "./entries";
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

/** Prices that change while a change is decided; each round somebody else has written. */
const MOST_ROUNDS = 30;

export async function changePrices(ctx: ActingContext, source: ChangeSource, order: ChangeOrder): Promise<ChangeSet> {
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const decided = await decideNow(ctx, source, order);
    const answer = { kind: source.kind, file: source.file?.(decided.rows) ?? null };
    if (order.dryRun) return preview(ctx, decided, answer);
    const { file } = answer;
    if (file && file.problems.length > 0) throw new DomainError("INVALID_INPUT", { issues: file.problems });

    const chosen = chosenRows(decided, source, order.choice);
    if (chosen.length === 0) return changeSet(decided.rows, { ...answer, impact: null, batchId: null });
    const batchId = await saveChosen(ctx, source, order, decided, chosen);
    if (batchId === null) continue;
    await ctx.prices.refresh();
    // Of rows that were named nothing is said of the others; of a whole change everything.
    return changeSet("rows" in order.choice ? chosen : decided.rows, { ...answer, impact: null, batchId });
  }
  throw unavailable();
}

async function decideNow(ctx: ActingContext, source: ChangeSource, { effectiveFrom }: ChangeOrder): Promise<Decided> {
  const reading = await readStanding(ctx, await readEntries(ctx.db), effectiveFrom);
  return { reading, rows: await decideChanges(await source.rows(reading), reading) };
}

/** null: a price has changed since the decision, so nothing is written. To decide again needs a connection of its own. */
async function saveChosen(
  ctx: ActingContext,
  source: ChangeSource,
  order: ChangeOrder,
  { rows, reading }: Decided,
  chosen: readonly DecidedRow[],
): Promise<string | null> {
  const batchId = randomUUID();
  const cases = await requireCases(ctx, editCases(ctx, editsOf(chosen)));
  const { effectiveFrom, name = source.nameFor(chosen.length), reason = name } = order;
  const entry = {
    action: source.action,
    subject: name,
    reason,
    batchId,
    validFrom: effectiveFrom === null ? undefined : new Date(effectiveFrom),
    ...(source.through && { source: source.through }),
    details: () => ({ batchId, ...source.details, ...countOutcomes(chosen), effectiveFrom, ...cases }),
  };
  const sourceRows = chosen.map(({ row }) => row);
  const skippedCount = rows.length - chosen.length;
  const batch = { id: batchId, name, kind: source.batchKind, createdBy: ctx.actor.label, skippedCount };
  const save = async (tx: Transaction): Promise<void> => {
    const version = await lockEntries(
      tx,
      sourceRows.map(({ model }) => model),
    );
    if (version !== reading.version) throw new PricesMoved();
    await source.before?.(tx, sourceRows);
    await saveChanges(tx, { ...batch, revertsId: source.revertsId }, chosen, reading);
    await source.after?.(tx, sourceRows);
  };
  try {
    await write(ctx, entry, save);
    return batchId;
  } catch (error) {
    if (error instanceof PricesMoved) return null;
    throw error;
  }
}

class PricesMoved extends Error {}

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
  const { total, entries: impacts } = await impactByEntry(ctx, editsOf(rows));
  return changeSet(rows, { ...answer, impact: total, impacts, batchId: null });
}

const editsOf = (rows: readonly DecidedRow[]): Edits =>
  new Map(
    rows.flatMap(({ row: { model }, decision }) => {
      if (!isWriting(decision)) return [];
      const { draft, from } = decision;
      if (draft === null) return [[model, null] as const];
      const edited = [draft.model, { ...draft, from }] as const;
      return draft.model === model ? [edited] : [[model, null] as const, edited];
    }),
  );
