/** The text of a file the user named; `-` is stdin. Errors: a sentence, as wrong usage. */
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { CliProblem } from "./cli-problem";

export async function readInputFile(file: string): Promise<string> {
  if (file === "-") return text(process.stdin);
  return readFile(file, "utf8").catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const problem = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "is a folder" : "cannot be read";
    throw new CliProblem(`${file}: ${problem}.`, { kind: "usage" });
  });
}
