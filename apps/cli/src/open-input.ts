/** A file the user named, as text in pieces, unpacked where it is gzip; `-` is stdin. Errors: a sentence, as wrong usage. */
import { type FileHandle, open } from "node:fs/promises";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { CliProblem } from "./cli-problem";

export type Input = Readonly<{
  chunks: AsyncIterable<string>;
  /** How much of it was read so far, 0 to 1; null: nobody knows how long stdin is. */
  share: () => number | null;
}>;

/** `path`: where what came in is kept, when that is not the file itself. */
export async function openInput(file: string, path = file): Promise<Input> {
  if (path === "-") return { chunks: decoded(file, process.stdin), share: () => null };
  const handle = await open(path).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  const { size } = await handle.stat();
  const isPacked = await isGzip(handle).catch(() => /\.gz$/i.test(file));
  const stream = handle.createReadStream();
  return {
    chunks: decoded(file, isPacked ? unpacked(stream) : stream),
    share: () => (size === 0 ? 1 : stream.bytesRead / size),
  };
}

/** By its first two bytes, for names do not always say so. Errors: of a pipe, whose beginning is read once only. */
async function isGzip(handle: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
  return bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b;
}

/** What goes wrong is told by whoever reads what comes out. */
const unpacked = (stream: Readable) => pipeline(stream, createGunzip(), () => undefined);

async function* decoded(file: string, bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, cause: unknown): CliProblem {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return new CliProblem(`${file}: ${PROBLEMS[code] ?? "cannot be read"}.`, { kind: "usage", cause });
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "is a folder. Name a file in it",
  EACCES: "may not be read by you",
  ERR_ENCODING_INVALID_ENCODED_DATA: "is not UTF-8 text. Save it as UTF-8",
};

/** The whole text of a file the user named; `-` is stdin. Errors: a sentence, as wrong usage. */
export async function readInputFile(file: string): Promise<string> {
  const { chunks } = await openInput(file);
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
}
