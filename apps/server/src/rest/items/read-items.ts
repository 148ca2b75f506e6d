/**
 * The items of a body, each as soon as its last byte is there. In memory is one item at a time, and of it only what is read.
 * Errors  those of the body as a whole: its charset, its size, breaking off. A broken item is an item with a problem.
 */
import { type HttpCall, readBodyChunks, refuseOtherCharset, refuseUtf16 } from "#server/rest/read-body-chunks";
import { type BodyForm, ItemScanner } from "./item-scanner";
import type { ReadItem } from "./read-item";
import { readPlainList } from "./read-plain-list";

export type ReadBody = Readonly<{
  /** A list, rather than documents one after the other. */
  sawList: boolean;
  /** What stands around the list, where the form has a key for it; undefined: an empty body. */
  envelope: ReadItem | undefined;
}>;

/** Read in one go: many senders write a body in crumbs. A slice takes about a millisecond. */
const SLICE_BYTES = 128 * 1024;
/** A thousand events; a body with a key for its list is read at once up to there. */
const PLAIN_BYTES = 512 * 1024;

export async function readItems(call: HttpCall, form: BodyForm, take: (item: ReadItem) => void): Promise<ReadBody> {
  refuseOtherCharset(call.request.headers["content-type"]);
  let scanner: ItemScanner | undefined;
  const slice = { chunks: [] as Buffer[], bytes: 0, isFirst: true };
  let mostBytes = form.listKey === null ? SLICE_BYTES : PLAIN_BYTES;
  const readSlice = () => {
    const { chunks, isFirst } = slice;
    Object.assign(slice, { chunks: [], bytes: 0, isFirst: false });
    if (isFirst) refuseUtf16(chunks[0] ?? []);
    scanner ??= new ItemScanner(form, take);
    for (const chunk of chunks) scanner.write(chunk);
    return scanner;
  };
  await readBodyChunks(call, (chunk) => {
    slice.chunks.push(chunk);
    slice.bytes += chunk.length;
    if (slice.bytes < mostBytes) return;
    mostBytes = SLICE_BYTES;
    readSlice();
  });
  const list = slice.isFirst && form.listKey !== null ? readPlainList(Buffer.concat(slice.chunks), form.listKey) : null;
  if (list !== null) {
    for (const value of list) take({ value });
    return { sawList: true, envelope: { value: {} } };
  }
  const whole = readSlice();
  whole.finish();
  return whole;
}
