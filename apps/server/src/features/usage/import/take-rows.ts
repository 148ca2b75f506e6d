/**
 * Takes the next rows of a file that somebody brings in: books them as the intake does, and notes how far the file is.
 * Order   live traffic goes first: a batch waits outside while calls wait, and one batch at a time is booked beside them.
 * Errors  TOO_BUSY; NOT_FOUND; INVALID_INPUT where the import stands elsewhere or has ended. Rows that were taken before are
 *         not taken again: a call whose answer was lost is sent again. A row that is no event is refused, and is no event received.
 */
import type { UsageImportRows } from "@ratecard/contract";
import { DomainError, refusedField } from "#server/errors/domain-error";
import { type Kept, readKept } from "#server/ledger/kept-days";
import type { ActingContext } from "#server/services/context";
import { createGate, type Gate } from "#server/write/create-gate";
import { bookBatches } from "../book-batches";
import { checkEvent, type CheckedItem } from "../check-event";
import { storableText } from "../record-leftovers";
import type { IngestResult, IngestStatus } from "../settle-leftovers";
import { loadOf, usageGate } from "../usage-gate";
import { findImportRow, moveImport, type RefusedRow, type UsageImport } from "./import-rows";

/** Of calls of gateways, while which an import lets them go first. */
const PATIENCE_MS = 200;

export async function takeRows(ctx: ActingContext, input: UsageImportRows): Promise<UsageImport> {
  const before = await findImportRow(ctx.db.pool, input.id);
  if (!before) throw new DomainError("NOT_FOUND", { what: "import of usage", name: input.id });
  if (before.rowsDone >= input.from + input.rows.length) return before;
  refuseElsewhere(before, input.from);
  const times = { now: ctx.clock().getTime(), kept: await readKept(ctx.db.pool) };
  return usageGate.pass(
    async (hold) => checkRows(input.rows, times, hold),
    (checked) => turnOf(ctx.db).pass(() => bookRows(ctx, before, input, checked), "TOO_BUSY"),
    { ...loadOf(ctx, "TOO_BUSY"), longestWaitMs: PATIENCE_MS },
  );
}

type Row = UsageImportRows["rows"][number];
type CheckedRow = Readonly<{ row: Row; checked: CheckedItem | null }>;

type Times = Readonly<{ now: number; kept: Kept | null }>;

/** `checked` null: its reader could not read it. */
function checkRows(rows: readonly Row[], times: Times, hold: () => void): readonly CheckedRow[] {
  return rows.map((row) => {
    hold();
    return { row, checked: "event" in row ? checkEvent(row.event, times.now, times.kept) : null };
  });
}

async function bookRows(
  ctx: ActingContext,
  { gateway }: UsageImport,
  input: UsageImportRows,
  rows: readonly CheckedRow[],
): Promise<UsageImport> {
  const events = rows.flatMap(({ checked }) => (checked?.ok ? checked.event : []));
  const [results = []] = await bookBatches(ctx, [{ gateway, events, refusals: [] }]);
  const count = (status: IngestStatus) => results.filter((result) => result.status === status).length;
  const done = {
    id: input.id,
    from: input.from,
    bytesRead: input.bytesRead,
    accepted: count("accepted"),
    duplicate: count("duplicate"),
    quarantined: count("quarantined"),
    refused: rows.length - events.length,
  };
  const moved = await moveImport(ctx.db.pool, done, refusalsOf(rows, results, input.from));
  if (moved) return moved;
  const now = await findImportRow(ctx.db.pool, input.id);
  if (now) refuseElsewhere(now, input.from);
  throw new DomainError("NOT_FOUND", { what: "import of usage", name: input.id });
}

function refuseElsewhere({ state, rowsDone }: UsageImport, from: number): void {
  if (state !== "running") throw refusedField("file", "import-ended");
  if (rowsDone !== from) throw refusedField("file", "import-elsewhere", { rows: rowsDone });
}

function refusalsOf(rows: readonly CheckedRow[], results: readonly IngestResult[], from: number): RefusedRow[] {
  const booked = results.values();
  return rows.flatMap(({ row, checked }, index): readonly RefusedRow[] => {
    const result = checked?.ok ? booked.next().value : undefined;
    const problem = problemOf(row, checked, result);
    return problem ? [{ rowNumber: from + index + 1, place: storableText(row.place), ...problem }] : [];
  });
}

type Problem = Omit<RefusedRow, "rowNumber" | "place">;

function problemOf(row: Row, checked: CheckedItem | null, result: IngestResult | undefined): Problem | null {
  if ("problem" in row) {
    const { field, problem } = row.problem;
    const words = { field: storableText(field), problem: storableText(problem) };
    return { outcome: "refused", requestId: null, payload: {}, ...words };
  }
  if (checked?.ok === false) {
    const { requestId, problem, field, payload } = checked.refusal;
    return { outcome: "refused", requestId, field, problem: storableText(problem.problem), payload };
  }
  if (result?.status !== "quarantined") return null;
  const { requestId, field = "", reason = "" } = result;
  return { outcome: "quarantined", requestId, field, problem: reason.replace(`${field}: `, ""), payload: {} };
}

/** One batch at a time, and few that wait: whoever brings in a second file is asked to come later. */
const LIMITS = { running: 1, waiting: 4, longestWaitMs: 30_000 };
const turns = new WeakMap<ActingContext["db"], Gate>();

function turnOf(db: ActingContext["db"]): Gate {
  const turn = turns.get(db) ?? createGate(LIMITS);
  turns.set(db, turn);
  return turn;
}
