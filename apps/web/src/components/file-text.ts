/**
 * A file on this computer as readers want it: text in pieces, never whole; gzip is unpacked on the way. It does not leave the browser.
 * Units   `count` gets bytes of the file as it is; milliseconds.
 * Errors  UnreadableFile with a sentence for a file that is no UTF-8, and for gzip that breaks off or is damaged.
 */
import { UnreadableFile } from "#web/errors/describe-client-error";

export async function* textOfFile(file: File, count: (bytes: number) => void): AsyncGenerator<string> {
  const isPacked = await isGzip(file);
  const reader = unpacked(file, isPacked, count).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const giveWay = turns();
  try {
    for (let next = await read(reader, file); !next.done; next = await read(reader, file)) {
      yield decoded(file, () => decoder.decode(next.value, { stream: true }));
      await giveWay();
    }
    yield decoded(file, () => decoder.decode());
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** By its first two bytes, for names do not always say so. */
async function isGzip(file: File): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

const read = (reader: ReadableStreamDefaultReader<Uint8Array>, file: File) =>
  reader.read().catch((cause: unknown) => {
    throw new UnreadableFile(
      `${file.name} cannot be read to its end. Choose it again; if it is packed, unpack it and choose what was in it.`,
      { cause },
    );
  });

function decoded(file: File, decode: () => string): string {
  try {
    return decode();
  } catch (cause) {
    throw new UnreadableFile(`${file.name} cannot be read as UTF-8 text. Save it as UTF-8, then choose it again.`, {
      cause,
    });
  }
}

const LONGEST_TURN_MS = 50;

/** What is unpacked already is read without a break: then the page would neither show progress nor take a click until the end. */
function turns(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < LONGEST_TURN_MS) return;
    await nextTurn();
    began = performance.now();
  };
}

/** Timers wait long in a tab that is not looked at; messages do not. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

function unpacked(file: File, isPacked: boolean, count: (bytes: number) => void): ReadableStream<Uint8Array> {
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (chunk, controller) => {
      count(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  const counted = file.stream().pipeThrough(counter);
  return isPacked ? counted.pipeThrough(new DecompressionStream("gzip")) : counted;
}
