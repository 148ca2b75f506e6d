/** The options of every command that changes many prices, and what its exit code says. */
import type { Command } from "commander";
import { CliProblem } from "./cli-problem";

export type ChangeOptions = Readonly<{
  acceptHeld?: readonly string[];
  from?: string;
  name?: string;
}>;

export const withChangeOptions = (command: Command): Command =>
  command
    .option("--accept-held <names...>", "rows that are held, as far moves are: written too, by name; or all")
    .option("--from <instant>", "since when the prices hold, ISO 8601 with an offset; now if missing")
    .option("--name <text>", "what the batch is called")
    .addHelpText(
      "after",
      `
What is written is one batch that can be taken back.
Exit codes: 0 done or nothing to do, 1 failed, 2 wrong usage, 5 something is left to decide: held rows, names with
several base models; with --dry-run as well, and nothing is written then.`,
    );

export function leftToDecide({ held, toChoose }: Readonly<{ held: number; toChoose: number }>): CliProblem {
  const parts = [
    ...(held > 0 ? [`${held} held: look at them and name them with --accept-held`] : []),
    ...(toChoose > 0 ? [`${toChoose} with several base models: decide with --choose name=base`] : []),
  ];
  return new CliProblem(`Left to decide: ${parts.join("; ")}.`, { kind: "undecided" });
}
