/**
 * The items of a body, each as soon as its last byte is there. In memory is one item at a time, and of it only what is read.
 * Errors  those of the body as a whole: its charset, its size, breaking off. A broken item is an item with a problem.
 */
import { type HttpCall, readBodyChunks } from "#server/rest/read-body-chunks";
import { refuseOtherCharset, refuseUtf16 } from "#server/rest/read-body-text";
import { type BodyForm, ItemScanner } from "./item-scanner";
import type { ReadItem } from "./read-item";

export type ReadBody = Readonly<{
  /** A list, rather than documents one after the other. */
  sawList: boolean;
  /** What stands around the list, where the form has a key for it; undefined: an empty body. */
  envelope: ReadItem | undefined;
}>;

export async function readItems(call: HttpCall, form: BodyForm, take: (item: ReadItem) => void): Promise<ReadBody> {
  refuseOtherCharset(call.request.headers["content-type"]);
  const scanner = new ItemScanner(form, take);
  let isFirst = true;
  await readBodyChunks(call, (chunk) => {
    if (isFirst) refuseUtf16(chunk);
    isFirst = false;
    scanner.write(chunk);
  });
  scanner.finish();
  return scanner;
}
