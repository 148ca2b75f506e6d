/**
 * A file on this computer as readers want it: text in pieces, never whole; `.gz` is unpacked on the way. It does not leave the browser.
 * Units   `count` gets bytes of the file as it is. Errors: UnreadableFile with a sentence for a file that is no UTF-8.
 */
import { UnreadableFile } from "#web/errors/describe-client-error";

export async function* textOfFile(file: File, count: (bytes: number) => void): AsyncGenerator<string> {
  const reader = unpacked(file, count).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      yield decoder.decode(next.value, { stream: true });
    }
    yield decoder.decode();
  } catch (cause) {
    throw new UnreadableFile(`${file.name} cannot be read as UTF-8 text. Save it as UTF-8, then choose it again.`, {
      cause,
    });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function unpacked(file: File, count: (bytes: number) => void): ReadableStream<Uint8Array> {
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (chunk, controller) => {
      count(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  const counted = file.stream().pipeThrough(counter);
  return /\.gz$/i.test(file.name) ? counted.pipeThrough(new DecompressionStream("gzip")) : counted;
}
