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
  const { stands, isTaken } = await findStanding(ctx, input);
  if (isTaken) return stands;
  const times = { now: ctx.clock().getTime(), kept: await readKept(ctx.db.pool) };
  return usageGate.pass(
    async (hold) => checkRows(input.rows, times, hold),
    (checked) => turnOf(ctx.db).pass(() => bookRows(ctx, input, checked), "TOO_BUSY"),
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

/** Once it is their turn: the same call, sent again while the first one was on its way, finds its rows taken. */
async function bookRows(ctx: ActingContext, input: UsageImportRows, rows: readonly CheckedRow[]): Promise<UsageImport> {
  const { stands, isTaken } = await findStanding(ctx, input);
  if (isTaken) return stands;
  const { gateway } = stands;
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
  return moved ?? (await findStanding(ctx, input)).stands;
}

/** `isTaken`: the import is behind these rows already. */
async function findStanding(
  { db }: Pick<ActingContext, "db">,
  { id, from, rows }: UsageImportRows,
): Promise<Readonly<{ stands: UsageImport; isTaken: boolean }>> {
  const stands = await findImportRow(db.pool, id);
  if (!stands) throw new DomainError("NOT_FOUND", { what: "import of usage", name: id });
  const isTaken = stands.rowsDone >= from + rows.length;
  if (!isTaken && stands.state !== "running") throw refusedField("file", "import-ended");
  if (!isTaken && stands.rowsDone !== from) throw refusedField("file", "import-elsewhere", { rows: stands.rowsDone });
  return { stands, isTaken };
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
