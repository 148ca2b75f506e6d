/** The text of a file the user named; `-` is stdin. Errors: a sentence, as wrong usage. */
import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { CliProblem } from "./cli-problem";

export async function readInputFile(file: string): Promise<string> {
  return decoded(file, await bytesOf(file));
}

async function bytesOf(file: string): Promise<Buffer> {
  if (file === "-") return buffer(process.stdin);
  return readFile(file).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const problem = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "is a folder" : "cannot be read";
    throw new CliProblem(`${file}: ${problem}.`, { kind: "usage" });
  });
}

/** Other encodings would be read as other letters than were written. */
function decoded(file: string, bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new CliProblem(`${file}: is not UTF-8 (UTF-16 or Latin-1 perhaps). Save it as UTF-8.`, { kind: "usage" });
  }
}
