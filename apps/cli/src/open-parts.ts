/** The files of one invoice. All are opened before any is read, so that a wrong name is told at once. Units: bytes; 0 for stdin. */
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { InvoicePart } from "@ratecard/invoices";
import { type Input, openInput } from "./open-input";

type Say = (words: string) => void;

/** `say` gets which part is read, and the share of all bytes. */
export async function openParts(
  files: readonly string[],
  say: Say,
): Promise<Readonly<{ parts: readonly InvoicePart[]; bytes: number }>> {
  const opened: Readonly<{ file: string; input: Input; before: number; size: number }>[] = [];
  let bytes = 0;
  for (const file of files) {
    const input = await openInput(file);
    const size = file === "-" ? 0 : (await stat(file)).size;
    opened.push({ file, input, before: bytes, size });
    bytes += size;
  }
  const parts = opened.map(({ file, input, before, size }, index) => {
    const which = files.length === 1 ? "" : ` ${basename(file)} (${index + 1} of ${files.length})`;
    const progress = () => {
      const share = input.share();
      const percent = share === null || bytes === 0 ? "" : ` ${Math.floor(((before + share * size) * 100) / bytes)} %`;
      say(`Reading${which} ...${percent}`);
    };
    return { name: file, chunks: watched(input.chunks, progress) };
  });
  return { parts, bytes };
}

async function* watched(chunks: AsyncIterable<string>, progress: () => void): AsyncGenerator<string> {
  for await (const chunk of chunks) {
    progress();
    yield chunk;
  }
}
