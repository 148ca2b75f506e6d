/**
 * What a batch wrote, taken back as a change of its own. Rows edited since are refused and stay.
 * Errors  NOT_FOUND for a batch that is none.
 */
import { canonicalJson } from "@ratecard/changes";
import type { ChangeSource as ChangeSourceInput } from "@ratecard/contract";
import type { ChangeSource } from "#server/changes/change-source";
import type { SourceRow } from "#server/changes/decide-changes";
import { replacedByScheduled, type ScheduledPrice } from "#server/changes/entries";
import type { Reading } from "#server/changes/reading";
import { type EntrySnapshot, priceOfSnapshot, snapshotOf } from "#server/changes/save-changes";
import type { ActingContext } from "#server/services/context";
import { type BatchRow, loadBatch } from "./find-batches";
import { correctedStarts, pricedFirst, scheduledModels } from "./rows";

type RevertInput = Extract<ChangeSourceInput, { kind: "revert" }>;

export async function revertSource({ db }: ActingContext, { batchId }: RevertInput): Promise<ChangeSource> {
  const { batch, rows } = await loadBatch(db.prisma, batchId);
  /** Asked before anything is written. */
  let first: ReadonlySet<string> = new Set();
  return {
    kind: "revert",
    batchKind: "revert",
    action: "prices.revert",
    through: "revert",
    nameFor: () => `Revert of ${batch.name}`,
    revertsId: batchId,
    details: { reverts: batchId },
    rows: async (reading) => {
      const pending = await scheduledModels(db.prisma, batchId);
      const formers = await replacedByScheduled(db.prisma, batchId);
      const starts = await correctedStarts(db.prisma, batchId);
      // Of a name without an entry before, nothing was to come.
      const hadEntry = rows.some(({ before }) => before !== null);
      first = hadEntry ? await pricedFirst(db.prisma, batchId) : new Set();
      return rows.map((row) =>
        rowOf(row, reading, {
          isScheduled: pending.has(row.model),
          isFirst: first.has(row.model),
          start: starts.get(row.model),
          former: formers.get(row.model),
        }),
      );
    },
    before: async (tx, written) => {
      const models = written.filter(({ replaces }) => replaces).map(({ model }) => model);
      // They never begin: what was scheduled for their time before comes back, else the price before each holds on. What has begun is left alone.
      await tx.$executeRaw`SELECT withdraw_scheduled_prices(${batchId}::uuid, ${models})`;
    },
    after: async (tx, written) => {
      // Of other names the batch corrected nothing, or somebody corrected it since, and that stays.
      const isRestored = ({ replaces, draft, restoresTimes }: SourceRow) =>
        !replaces && (draft === null || restoresTimes);
      const models = written.filter(isRestored).map(({ model }) => model);
      // Each window of the past that the batch replaced is where it was.
      await tx.$executeRaw`SELECT restore_corrected_windows(${batchId}::uuid, ${models}, ${[...first]})`;
    },
  };
}

/** `isFirst`: nothing priced the name before. `start`: of a correction of the past. `former`: scheduled for the same time before. */
type Times = Readonly<{
  isScheduled: boolean;
  isFirst: boolean;
  start: string | undefined;
  former: ScheduledPrice | undefined;
}>;

function rowOf({ model, before, after }: BatchRow, { entries }: Reading, times: Times): SourceRow {
  const { isScheduled, isFirst, start, former } = times;
  const current = snapshotOf(entries.get(model));
  const draft = priceOfSnapshot(model, before);
  // The price before a correction of the past is written from where it held; what is removed ends now, wherever it began.
  const plain = { model, draft, from: draft === null ? null : (start ?? null), isRestored: true };
  // A name that had no entry is removed as a whole, its coming price with it.
  if (isScheduled && draft !== null) return { ...plain, from: null, ...former, ...replaced(model, after) };
  const isEdited = !isSame(current, before) && !isSame(current, after);
  if (isEdited) return { ...plain, refusal: { code: "edited-since" } };
  const notes = [
    ...(isFirst ? ["Nothing prices it until its price comes."] : []),
    ...(start === undefined ? [] : ["Prices of the past come back, too."]),
  ];
  return draft === null || notes.length === 0 ? plain : { ...plain, restoresTimes: true, notes };
}

function replaced(model: string, after: EntrySnapshot): Pick<SourceRow, "replaces" | "notes"> {
  const planned = priceOfSnapshot(model, after);
  return planned ? { replaces: planned, notes: ["It never begins."] } : {};
}

const isSame = (left: EntrySnapshot, right: EntrySnapshot): boolean => canonicalJson(left) === canonicalJson(right);
