/** Where the embedded database of the server on this machine listens, read from its data folder. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CliProblem } from "../cli-problem";
import { readDataDir } from "../settings";
import type { Terminal } from "../terminal";

export async function databaseUrl(terminal: Terminal, dataDir: string | undefined) {
  const folder = readDataDir(dataDir);
  const url = await readFile(join(folder, "database-url"), "utf8").catch(() => null);
  if (url === null) {
    throw new CliProblem(
      `${folder} holds no embedded database. Start the server once, or name its folder with --data-dir or RATECARD_DATA_DIR.`,
    );
  }
  terminal.answer({ url: url.trim() }, url.trim());
}
