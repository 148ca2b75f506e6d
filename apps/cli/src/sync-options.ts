/** The options both syncs share, and what their exit code says. */
import type { AppRouter } from "@ratecard/server";
import type { inferRouterOutputs } from "@trpc/server";
import type { Command } from "commander";
import { CliProblem } from "./cli-problem";

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
