/** Writes a file, all or nothing: a run that breaks off leaves the old one. Errors: a sentence, as wrong usage. */
import { rename, rm, writeFile } from "node:fs/promises";
import { CliProblem } from "./cli-problem";

export async function replaceFile(file: string, content: string | AsyncIterable<Uint8Array>): Promise<void> {
  const draft = `${file}.${process.pid}.part`;
  try {
    await writeFile(draft, content);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    if (error instanceof CliProblem) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new CliProblem(`${file}: ${PROBLEMS[code] ?? "cannot be written"}.`, { kind: "usage", cause: error });
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist. Make it first",
  ENOTDIR: "its folder does not exist. Make it first",
  EISDIR: "is a folder. Name a file in it",
  EACCES: "may not be written by you",
  ENOSPC: "does not fit on the disk",
};
