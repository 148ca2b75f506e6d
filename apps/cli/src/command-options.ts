/** Options that several commands share. Units: tokens, quantities by unit; instants are ISO 8601 with an offset. */
import { unitsOfText } from "@ratecard/contract";
import { COUNT_FIELDS, type CountField, UNIT_KINDS } from "@ratecard/pricing";
import type { AppRouter } from "@ratecard/server";
import type { inferRouterOutputs } from "@trpc/server";
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

export type SyncOptions = Readonly<{
  acceptFar?: readonly string[];
  replaceOwn?: readonly string[];
  choose?: readonly string[];
  all?: boolean;
  from?: string;
  name?: string;
}>;

/** The options both syncs share, and what their exit code says. */
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

export type SyncRow = inferRouterOutputs<AppRouter>["priceSync"]["preview"]["rows"][number];
type Base = SyncRow["bases"][number];
type SyncChoice = Readonly<{ model: string; base: Pick<Base, "model" | "provider"> }>;

/**
 * Reads `--choose bot=gpt-4o` against the bases a preview lists; `bot=azure/gpt-4o` where one model stands at several providers.
 * Errors  CliProblem "usage" that names the bases there are. Names may hold any sign, so nothing is cut at the first `=`.
 */
export const chooseBases = (texts: readonly string[], rows: readonly SyncRow[]): SyncChoice[] =>
  texts.map((text) => chosen(text, rows));

function chosen(text: string, rows: readonly SyncRow[]): SyncChoice {
  const named = rows.filter(({ model }) => text.startsWith(`${model}=`));
  for (const { model, bases } of named) {
    const wanted = text.slice(model.length + 1);
    const found = bases.filter((base) => base.model === wanted || baseName(base, bases) === wanted);
    const [base] = found;
    if (base && found.length === 1) return { model, base: { model: base.model, provider: base.provider } };
  }
  const known = named.flatMap(({ model, bases }) => bases.map((base) => `${model}=${baseName(base, bases)}`));
  const help = known.length > 0 ? `Choose one of ${known.join(", ")}.` : "Write it as name=model, with a custom name.";
  throw new CliProblem(`--choose ${text}: there is no such base. ${help}`, { kind: "usage" });
}

/** The model's name, with its provider where that alone does not tell. */
export const baseName = ({ model, provider }: Pick<Base, "model" | "provider">, bases: readonly Base[]): string =>
  provider !== null && bases.filter((base) => base.model === model).length > 1 ? `${provider}/${model}` : model;
