/**
 * Sends the rows of a file in their order, from the row on that the import reached; the next rows are read while the last ones
 * are booked.
 * Errors  a server that is busy or gone is waited for; any other refusal is thrown, and what was taken stays taken.
 */
import type { UsageColumns, UsageImportRows } from "@ratecard/contract";
import type { UsageItem } from "@ratecard/usage";
import { describeClientError, UnreadableFile } from "#web/errors/describe-client-error";
import { type RouterOutputs, trpcClient } from "#web/trpc";
import { openFile } from "./read-file";

export type UsageImport = RouterOutputs["usage"]["imports"][number];

type Sending = Readonly<{
  file: File;
  columns: UsageColumns | undefined;
  started: UsageImport;
  onMoved: (moved: UsageImport) => void;
  signal: AbortSignal;
}>;

const ROWS_A_CALL = 1000;

/** Answers the import as it ended, or as it stood when `signal` told to stop. */
export async function sendFile({ file, columns, started, onMoved, signal }: Sending): Promise<UsageImport> {
  const { opened, bytesRead } = await openFile(file, columns);
  if (!opened.ok) throw new UnreadableFile(opened.problem.problem);
  let stands = started;
  let from = 0;
  let rows: UsageImportRows["rows"] = [];
  let onTheWay: Promise<void> = Promise.resolve();
  const send = async (batch: UsageImportRows) => {
    stands = await patiently(signal, () => trpcClient.usage.importRows.mutate(batch, { signal }));
    onMoved(stands);
  };
  const flush = async () => {
    await onTheWay;
    const batch = { id: started.id, from, bytesRead: bytesRead(), rows };
    from += rows.length;
    rows = [];
    // Rows that were taken before are read only.
    if (batch.rows.length > 0 && from > stands.rowsDone) onTheWay = send(skipped(batch, stands.rowsDone));
    // Heard of when it is waited for.
    onTheWay.catch(() => undefined);
  };
  for await (const item of opened.items) {
    if (signal.aborted) break;
    rows.push(rowOf(item));
    if (rows.length === ROWS_A_CALL) await flush();
  }
  if (!signal.aborted) await flush();
  await onTheWay;
  return signal.aborted
    ? stands
    : patiently(signal, () => trpcClient.usage.finishImport.mutate({ id: started.id }, { signal }));
}

/** An earlier try may have stood in the middle of these rows. */
function skipped(batch: UsageImportRows, rowsDone: number): UsageImportRows {
  const done = Math.max(0, rowsDone - batch.from);
  return { ...batch, from: batch.from + done, rows: batch.rows.slice(done) };
}

const rowOf = (item: UsageItem): UsageImportRows["rows"][number] =>
  item.ok
    ? { place: item.place, event: item.event }
    : { place: item.place, problem: { field: item.problem.field, problem: item.problem.problem } };

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

async function patiently(signal: AbortSignal, call: () => Promise<UsageImport>): Promise<UsageImport> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await call();
    } catch (error) {
      if (signal.aborted || !isWorthAnotherTry(error)) throw error;
      await new Promise((wake) => setTimeout(wake, waitMs));
    }
  }
}

function isWorthAnotherTry(error: unknown): boolean {
  const { domain, title } = describeClientError(error);
  return domain?.code === "TOO_BUSY" || domain?.code === "UNAVAILABLE" || title === "No connection";
}
