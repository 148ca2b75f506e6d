/** The options both syncs share, and what their exit code says. */
import type { Command } from "commander";

export type SyncOptions = Readonly<{
  acceptFar?: readonly string[];
  replaceOwn?: readonly string[];
  choose?: readonly string[];
  all?: boolean;
  from?: string;
  name?: string;
}>;

export const withSyncOptions = (command: Command): Command =>
  command
    .option("--accept-far <names...>", "rows that are held because they move far, or are of another provider, by name")
    .option("--all", "every row that can be written: held ones, and custom names with a price of their own")
    .option("--from <instant>", "since when the prices hold, ISO 8601 with an offset; now if missing")
    .option("--name <text>", "what the batch is called")
    .addHelpText(
      "after",
      `
Writes the rows that need no decision, as one batch that can be taken back, and lists the rest.
Exit codes: 0 done or nothing to do, 1 failed, 2 wrong usage, 5 something is left to decide (held rows, conflicts);
with --dry-run as well, and nothing is written then.`,
    );
