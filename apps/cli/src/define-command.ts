/** What commands are made of: the options that each has, and what is at hand when one runs. */
import type { Command } from "commander";
import { type CommandContext, createClient } from "./client";
import { type GlobalOptions, readSettings } from "./settings";
import { openTerminal } from "./terminal";

export const withServer = (command: Command): Command =>
  command
    .option("--url <address>", "the server; RATECARD_URL or http://localhost:3000 if missing")
    .option("--key <key>", "an API key; RATECARD_KEY if missing")
    .option(
      "--wait <seconds>",
      "how long a server is waited for that goes away in the middle of long work; 60 if missing",
    )
    .option("--json", "answer as JSON, alone on stdout");

/** For commands that write something. */
export const withGlobals = (command: Command): Command =>
  withServer(command)
    .option("--dry-run", "change nothing; say what would happen")
    .option("--accept-failing-cases", "publish prices although golden cases fail by them; the audit log keeps which");

/** Of an option that may be given several times. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export const REASON = "kept in the history";

export function contextOf(command: Command): CommandContext {
  const settings = readSettings(command.optsWithGlobals<GlobalOptions>());
  return { settings, client: createClient(settings), terminal: openTerminal(settings) };
}
