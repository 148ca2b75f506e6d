/** The options that describe a request, shared by `explain` and `cost`. Units: tokens; `at` is ISO 8601 with an offset. */
import { COUNT_FIELDS } from "@ratecard/contract";
import { type Command, InvalidArgumentError } from "commander";

export type UsageOptions = Readonly<
  Partial<Record<(typeof COUNT_FIELDS)[number], number>> & { provider?: string; at?: string; serviceTier?: string }
>;

/** `promptTokens` becomes `--prompt-tokens <count>`. */
export function withUsageOptions(command: Command): Command {
  command
    .option("--provider <id>", "LiteLLM's id, as openai; detected from the name if missing")
    .option("--at <instant>", "ISO 8601 with an offset; now if missing")
    .option("--service-tier <tier>", "flex, priority, batch, ...");
  for (const field of COUNT_FIELDS) {
    const flag = field.replaceAll(/[A-Z]|\d+/g, (part) => `-${part.toLowerCase()}`);
    command.option(`--${flag} <count>`, "whole tokens", wholeNumber);
  }
  return command;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("must be a whole number of tokens, as 1000.");
  return Number.parseInt(text, 10);
}
