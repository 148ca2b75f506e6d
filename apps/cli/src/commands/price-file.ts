/** The price book as a file, CSV or JSON by its name; `-` writes it to stdout. Units: USD per 1,000,000 tokens. */
import { basename } from "node:path";
import { parse } from "csv-parse/sync";
import { impactLines } from "../answer-text";
import { type ChangeOptions, leftToDecide, withChangeOptions } from "../command-options";
import { type ChangeSet, changeTable, isAccepted } from "../change-rows";
import { CliProblem, NOT_OURS } from "../cli-problem";
import type { CommandContext } from "../client";
import { readInputFile } from "../open-input";
import { replaceFile } from "../replace-file";
import type { Command } from "commander";
import { collect, contextOf, withGlobals } from "../define-command";

/** Answers the command of the export, which has others below it. */
export function addPriceFile(program: Command): Command {
  withChangeOptions(withGlobals(program.command("import <file>")))
    .description("prices from a CSV, JSON, LiteLLM config.yaml, or the price list of another program; - for stdin")
    .option("--skip-refused", "take the other rows and name the refused ones")
    .option("--unit <unit>", "of token prices: per-token, per-1k or per-1m; as the columns' names say if missing")
    .option("--decimals <sign>", "point or comma: what prices in text have before their decimals; point if missing")
    .option("--provider <name>", "of a file that lists many providers, only this one's; repeatable", collect)
    .option("--column <mapping>", 'a column of the file, as "Input price=inputPer1M"; repeatable', collect)
    .action(async (file: string, options: ImportOptions, command: Command) =>
      importPrices(contextOf(command), file, options),
    );
  return withGlobals(program.command("export <file>"))
    .description("the price book as prices.csv or prices.json; - for stdout")
    .action(async (file: string, _options, command: Command) => exportPrices(contextOf(command), file));
}

async function exportPrices({ settings, client, terminal }: CommandContext, file: string) {
  const format = formatOf(file, settings.isJson);
  const text = await client.rest(`/api/prices.${format}`);
  const prices = countOf(format, text);
  if (file === "-") return terminal.raw(text.endsWith("\n") ? text : `${text}\n`);
  if (!settings.isDryRun) await replaceFile(file, text);
  const verb = settings.isDryRun ? "would be written" : "written";
  return terminal.answer({ file, prices, dryRun: settings.isDryRun }, `${prices} prices ${verb} to ${file}.`);
}

function countOf(format: "csv" | "json", text: string): number {
  if (format === "csv") return parse(text).length - 1;
  const prices: unknown = JSON.parse(text);
  if (Array.isArray(prices)) return prices.length;
  throw new CliProblem(NOT_OURS, { kind: "unreachable" });
}

function formatOf(file: string, isJson: boolean): "csv" | "json" {
  if (file === "-") return isJson ? "json" : "csv";
  if (file.endsWith(".csv")) return "csv";
  if (file.endsWith(".json")) return "json";
  throw new CliProblem(`${file}: name a file that ends in .csv or .json, or - for stdout.`, { kind: "usage" });
}

type ImportOptions = ChangeOptions &
  Readonly<{
    skipRefused?: boolean;
    unit?: string;
    decimals?: string;
    /** Whose prices are taken of a file that lists many. */
    provider?: readonly string[];
    /** `File column=field`; an empty field takes nothing. */
    column?: readonly string[];
  }>;

/** Prices from a sheet or another program's file, as one batch: all of them or none, unless refused rows are to be skipped. */
async function importPrices({ settings, client, terminal }: CommandContext, file: string, options: ImportOptions) {
  const body = await readInputFile(file);
  const query = queryOf(file, options, settings.isDryRun);
  const type = typeOf(file, body);
  const path = `/api/prices/import?${query.toString()}`;
  const imported = await client.restJson<ChangeSet>(path, "rows", { method: "POST", body, type });
  const { acceptHeld = [] } = options;
  terminal.answer(imported, textOf(imported, acceptHeld));
  const { refused } = imported.counts;
  if (refused > 0) throw new CliProblem(`${refused} ${refused === 1 ? "row was" : "rows were"} not taken.`);
  const held = imported.rows.filter((row) => !isAccepted(row, acceptHeld)).length;
  if (settings.isDryRun && held > 0) throw leftToDecide({ held, toChoose: 0 });
}

/** What is sent as CSV is a LiteLLM config all the same, where it holds a model_list. */
function typeOf(file: string, body: string): string {
  if (/\.ya?ml$/i.test(file)) return "application/yaml";
  return /\.json$/i.test(file) || /^\uFEFF?\s*[[{]/.test(body) ? "application/json" : "text/csv";
}

function queryOf(file: string, options: ImportOptions, isDryRun: boolean): URLSearchParams {
  const { skipRefused = false, unit, decimals, provider = [], column = [], acceptHeld = [], from, name } = options;
  const query = new URLSearchParams({ dryRun: String(isDryRun), skipRefused: String(skipRefused) });
  query.set("name", name ?? (file === "-" ? "standard input" : basename(file)));
  if (unit !== undefined) query.set("unit", unit);
  if (decimals !== undefined) query.set("decimals", decimals);
  for (const name of provider) query.append("provider", name);
  if (from !== undefined) query.set("effectiveFrom", from);
  if (column.length > 0) query.set("columns", JSON.stringify(Object.fromEntries(column.map(columnOf))));
  for (const model of acceptHeld) query.append("acceptHeld", model);
  return query;
}

function columnOf(text: string): [string, string | null] {
  const at = text.lastIndexOf("=");
  if (at < 1) throw new CliProblem(`--column ${text}: write it as "File column=field".`, { kind: "usage" });
  return [text.slice(0, at), text.slice(at + 1) || null];
}

const MOST_LEFT_OUT = 10;

/** Of a sheet there is nothing to say. */
function aboutText(file: ChangeSet["file"]): string[] {
  if (!file?.about.isForeign) return [];
  const { title, models, leftOut, remark } = file.about;
  const more = leftOut.length - MOST_LEFT_OUT;
  return [
    `${title}, ${models.toLocaleString("en")} ${models === 1 ? "model" : "models"}.`,
    ...(remark === null ? [] : [remark]),
    ...leftOut.slice(0, MOST_LEFT_OUT).map(({ model, reason }) => `  left out: ${model} ${reason}.`),
    ...(more > 0 ? [`  left out: ${more.toLocaleString("en")} more.`] : []),
  ];
}

function textOf({ file, batchId, counts, heldCount, rows, impact }: ChangeSet, acceptHeld: readonly string[]): string {
  const { added, changed, same } = counts;
  const table = changeTable(
    rows.filter(({ outcome, notes }) => outcome !== "same" || notes.length > 0),
    acceptHeld,
  );
  const isDry = impact !== null;
  const held =
    isDry && heldCount > 0 ? [`${heldCount} held: name each one that is right with --accept-held, or all.`] : [];
  const meaning = impact ? impactLines(impact, "At these prices") : [];
  const total = `${added} new, ${changed} changed, ${same} unchanged${isDry ? " (nothing was written)" : ""}.`;
  const batch = batchId === null ? [] : [`Batch ${batchId}.`];
  return [...aboutText(file), table, ...held, ...meaning, total, ...batch].filter(Boolean).join("\n");
}
