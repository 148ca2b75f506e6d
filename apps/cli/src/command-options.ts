/** Options that several commands share. Units: tokens, quantities by unit; instants are ISO 8601 with an offset. */
import { unitsOfText } from "@ratecard/contract";
import { COUNT_FIELDS, type CountField, UNIT_KINDS } from "@ratecard/pricing";
import { type Command, InvalidArgumentError } from "commander";
import { CliProblem } from "./cli-problem";

/** How a request was served and what it consumed, as the server takes it. */
export type UsageOfOptions = Readonly<Partial<Record<CountField | "maxResults", number>>> &
  Readonly<{
    serviceTier?: string;
    isBatch?: boolean;
    speed?: string;
    inferenceGeo?: string;
    region?: string;
    units?: Record<string, number>;
  }>;

export type UsageOptions = Omit<UsageOfOptions, "isBatch"> &
  Readonly<{ provider?: string; at?: string; batch?: boolean }>;

/** `promptTokens` becomes `--prompt-tokens <count>`. */
export function withUsageOptions(command: Command): Command {
  command
    .option("--provider <id>", "LiteLLM's id, as openai; if missing, as the price book or the name tells")
    .option("--at <instant>", "ISO 8601 with an offset; now if missing")
    .option("--service-tier <tier>", "flex, priority, batch, ...")
    .option("--batch", "as part of a batch")
    .option("--speed <speed>", "fast, where that has a price of its own")
    .option("--inference-geo <geo>", "where the provider served it, as us")
    .option("--region <region>", "of the endpoint, as eu or us-east5")
    .option("--max-results <count>", "results asked of a search", wholeNumber)
    .option(
      "--units <list>",
      `what is not tokens, as inputSeconds:60,queries:2. Units: ${UNIT_KINDS.join(", ")}`,
      units,
    );
  for (const field of COUNT_FIELDS) {
    const flag = field.replaceAll(/[A-Z]|\d+/g, (part) => `-${part.toLowerCase()}`);
    command.option(`--${flag} <count>`, "whole tokens", wholeNumber);
  }
  return command;
}

/** The request's part of the options; what was not given is left out. */
export function usageOfOptions({ provider: _provider, at: _at, batch, ...options }: UsageOptions): UsageOfOptions {
  const { serviceTier, speed, inferenceGeo, region, maxResults, units: given } = options;
  const counts = Object.fromEntries(COUNT_FIELDS.map((field) => [field, options[field]]));
  const all = { ...counts, serviceTier, speed, inferenceGeo, region, maxResults, units: given, isBatch: batch };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function units(text: string): Record<string, number> {
  const read = unitsOfText(text);
  const bad = Object.entries(read).find(([, quantity]) => Number.isNaN(quantity))?.[0];
  if (bad !== undefined)
    throw new InvalidArgumentError(`must be units and quantities, as inputSeconds:60,queries:2 (${bad}).`);
  return read;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("must be a whole number of tokens, as 1000.");
  return Number.parseInt(text, 10);
}

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
