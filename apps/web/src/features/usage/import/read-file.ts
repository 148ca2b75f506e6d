/**
 * A file on this computer as the readers of usage want it. It does not leave the browser; its rows do.
 * Units   bytes of the file.
 */
import type { UsageColumns } from "@ratecard/contract";
import { openUsageFile, type OpenedUsageFile, type UsageItem } from "@ratecard/usage";
import { textOfFile } from "#web/components/file-text";

export type OpenFile = Readonly<{ opened: OpenedUsageFile; bytesRead: () => number }>;

export async function openFile(file: File, columns: UsageColumns | undefined): Promise<OpenFile> {
  let bytesRead = 0;
  const chunks = textOfFile(file, (bytes) => {
    bytesRead += bytes;
  });
  return {
    opened: await openUsageFile(chunks, { name: file.name, columns, isGuessing: true }),
    bytesRead: () => bytesRead,
  };
}

const MOST_SHOWN = 20;

export async function firstItems(items: AsyncIterable<UsageItem>): Promise<readonly UsageItem[]> {
  const shown: UsageItem[] = [];
  for await (const item of items) {
    shown.push(item);
    if (shown.length === MOST_SHOWN) break;
  }
  return shown;
}

const BEGINNING_BYTES = 65_536;

/** Tells the same file again: its size and its beginning. */
export async function fingerprintOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.slice(0, BEGINNING_BYTES).arrayBuffer());
  let hash = 0;
  for (const byte of bytes) hash = (Math.imul(hash, 31) + byte) | 0;
  return `${file.size}:${(hash >>> 0).toString(16)}`;
}
