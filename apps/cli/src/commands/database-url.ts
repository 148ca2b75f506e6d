/** Where the embedded database of the server on this machine listens, read from its data folder. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CliProblem } from "../cli-problem";
import { readDataDir } from "../settings";
import { openTerminal, type Terminal } from "../terminal";
import type { Command } from "commander";

export function addDatabase(program: Command): void {
  program
    .command("db")
    .description("the embedded database")
    .command("url")
    .description("print its URL, for any SQL client")
    .option("--data-dir <folder>", "the server's data folder; RATECARD_DATA_DIR or .ratecard if missing")
    .option("--json", "answer as JSON, alone on stdout")
    .action(async ({ dataDir, json }: { dataDir?: string; json?: boolean }) =>
      databaseUrl(openTerminal({ isJson: json ?? false }), dataDir),
    );
}

async function databaseUrl(terminal: Terminal, dataDir: string | undefined) {
  const folder = readDataDir(dataDir);
  const url = await readFile(join(folder, "database-url"), "utf8").catch(() => null);
  if (url === null) {
    throw new CliProblem(
      `${folder} holds no embedded database. Start the server once, or name its folder with --data-dir or RATECARD_DATA_DIR.`,
    );
  }
  terminal.answer({ url: url.trim() }, url.trim());
}
