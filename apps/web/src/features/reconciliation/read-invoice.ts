/** An invoice read in this browser, one part after the other: only its sums leave it. Units: bytes of the files as they are. */
import type { FieldProblem, InvoiceColumns, RememberedInvoice } from "@ratecard/contract";
import { type InvoicePart, type OpenedInvoice, openInvoice, type SummedInvoice } from "@ratecard/invoices";
import { textOfFile } from "#web/components/file-text";
import { UnreadableFile } from "#web/errors/describe-client-error";

export type InvoiceChoice = Readonly<{ columns?: InvoiceColumns; isComma?: boolean }>;

export type Look = Readonly<{
  /** Parts of one invoice. */
  files: readonly File[];
  choice: InvoiceChoice;
  opened: Extract<OpenedInvoice, { ok: true }>;
  /** null: it cannot be summed as its columns are taken. */
  summed: SummedInvoice | null;
  problem: FieldProblem | null;
}>;

/** `bytes`: of all files so far; `part`: the file that is read, counted from 1. */
export type Progress = Readonly<{ bytes: number; part: number }>;
type Watch = Readonly<{ signal: AbortSignal; onRead: (progress: Progress) => void }>;

/** `remembered`: how invoices were taken before, newest first. */
type Known = Readonly<{ remembered: readonly RememberedInvoice[] }>;

export class Cancelled extends Error {}

/** Errors: a file that is no export of costs is an Error with a sentence; Cancelled. */
export async function lookInto(
  files: readonly File[],
  choice: InvoiceChoice,
  { remembered, ...watch }: Watch & Known,
): Promise<Look> {
  const { signal } = watch;
  const opened = await openInvoice(partsOf(files, watch), { remembered, ...choice }).catch(ifCancelled(signal));
  if (!opened.ok) throw new UnreadableFile(`${opened.problem.field || files[0]?.name} ${opened.problem.problem}`);
  const summed = await opened.sumUp().catch(ifCancelled(signal));
  return "problem" in summed
    ? { files, choice, opened, summed: null, problem: summed.problem }
    : { files, choice, opened, summed, problem: null };
}

/** Nothing is read before somebody asks for its chunks. */
function partsOf(files: readonly File[], { signal, onRead }: Watch): readonly InvoicePart[] {
  let bytes = 0;
  return files.map((file, index) => ({
    name: file.name,
    chunks: textOfFile(file, (more) => {
      if (signal.aborted) throw new Cancelled();
      bytes += more;
      onRead({ bytes, part: index + 1 });
    }),
  }));
}

const ifCancelled = (signal: AbortSignal) => (error: unknown) => {
  throw signal.aborted ? new Cancelled() : error;
};
