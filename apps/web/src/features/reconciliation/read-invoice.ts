/** An invoice read in this browser: only its sums leave it. Units: bytes of the file. */
import type { FieldProblem, InvoiceColumns, RememberedInvoice } from "@ratecard/contract";
import { type OpenedInvoice, openInvoice, type SummedInvoice } from "@ratecard/invoices";
import { textOfFile } from "#web/components/file-text";
import { UnreadableFile } from "#web/errors/describe-client-error";

export type InvoiceChoice = Readonly<{ columns?: InvoiceColumns; isComma?: boolean }>;

export type Look = Readonly<{
  file: File;
  choice: InvoiceChoice;
  opened: Extract<OpenedInvoice, { ok: true }>;
  /** null: it cannot be summed as its columns are taken. */
  summed: SummedInvoice | null;
  problem: FieldProblem | null;
}>;

type Progress = Readonly<{ signal: AbortSignal; onRead: (bytes: number) => void }>;

/** `remembered`: how invoices were taken before, newest first. */
type Known = Readonly<{ remembered: readonly RememberedInvoice[] }>;

export class Cancelled extends Error {}

/** Errors: a file that is no export of costs is an Error with a sentence; Cancelled. */
export async function lookInto(
  file: File,
  choice: InvoiceChoice,
  { signal, onRead, remembered }: Progress & Known,
): Promise<Look> {
  let bytes = 0;
  const chunks = textOfFile(file, (more) => {
    if (signal.aborted) throw new Cancelled();
    bytes += more;
    onRead(bytes);
  });
  const name = file.name.replace(/\.gz$/i, "");
  const opened = await openInvoice(chunks, { name, remembered, ...choice }).catch(ifCancelled(signal));
  if (!opened.ok) throw new UnreadableFile(`${file.name} ${opened.problem.problem}`);
  const summed = await opened.sumUp().catch(ifCancelled(signal));
  return "problem" in summed
    ? { file, choice, opened, summed: null, problem: summed.problem }
    : { file, choice, opened, summed, problem: null };
}

const ifCancelled = (signal: AbortSignal) => (error: unknown) => {
  throw signal.aborted ? new Cancelled() : error;
};
