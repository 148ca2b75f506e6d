/**
 * A place from which what the user named can be read twice: the file itself, or a copy of what comes in once only, as stdin or a pipe.
 * The copy is the user's own and goes away with this command.
 */
import { createReadStream, createWriteStream, rmSync } from "node:fs";
import { mkdtemp, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { CliProblem } from "./cli-problem";

export async function keepInput(file: string): Promise<string> {
  if (file !== "-" && !(await isReadOnce(file))) return file;
  const folder = await mkdtemp(join(tmpdir(), "ratecard-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "input");
  const incoming = file === "-" ? process.stdin : createReadStream(file);
  await pipeline(incoming, createWriteStream(path, { mode: 0o600 })).catch((cause: unknown) => {
    const sentence = `${file}: could not be copied to ${folder} to be read twice. Save it as a file, or give --accept-overlap.`;
    throw new CliProblem(sentence, { kind: "usage", cause });
  });
  return path;
}

/** What is not there or no file is told by whoever opens it. */
async function isReadOnce(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  return found !== null && (found.isFIFO() || found.isCharacterDevice());
}
