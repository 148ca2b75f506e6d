/** The price book as a file, CSV or JSON by its name; `-` writes it to stdout. Units: USD per 1,000,000 tokens. */
import { rename, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { parse } from "csv-parse/sync";
import { type ImpactAnswer, impactLines } from "../answer-text";
import { CliProblem, NOT_OURS } from "../cli-problem";
import type { CommandContext } from "../client";
import { readInputFile } from "../open-input";

export async function exportPrices({ settings, client, terminal }: CommandContext, file: string) {
  const format = formatOf(file, settings.isJson);
  const text = await client.rest(`/api/prices.${format}`);
  const prices = countOf(format, text);
  if (file === "-") return terminal.raw(text.endsWith("\n") ? text : `${text}\n`);
  if (!settings.isDryRun) await replace(file, text);
  const verb = settings.isDryRun ? "would be written" : "written";
  return terminal.answer({ file, prices, dryRun: settings.isDryRun }, `${prices} prices ${verb} to ${file}.`);
}

function countOf(format: "csv" | "json", text: string): number {
  if (format === "csv") return parse(text).length - 1;
  const prices: unknown = JSON.parse(text);
  if (Array.isArray(prices)) return prices.length;
  throw new CliProblem(NOT_OURS, { kind: "unreachable" });
}

/** All or nothing: a run that breaks off leaves the old file. */
async function replace(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.part`;
  try {
    await writeFile(draft, text);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new CliProblem(`${file}: ${PROBLEMS[code] ?? "cannot be written"}.`, { kind: "usage", cause: error });
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist. Make it first",
  ENOTDIR: "its folder does not exist. Make it first",
  EISDIR: "is a folder. Name a file in it",
  EACCES: "may not be written by you",
  ENOSPC: "does not fit on the disk",
};

function formatOf(file: string, isJson: boolean): "csv" | "json" {
  if (file === "-") return isJson ? "json" : "csv";
  if (file.endsWith(".csv")) return "csv";
  if (file.endsWith(".json")) return "json";
  throw new CliProblem(`${file}: name a file that ends in .csv or .json, or - for stdout.`, { kind: "usage" });
}

export type ImportOptions = Readonly<{
  skipBad?: boolean;
  unit?: string;
  /** `File column=field`; an empty field takes nothing. */
  column?: readonly string[];
  acceptFar?: readonly string[];
  from?: string;
  name?: string;
}>;

type Imported = Readonly<{
  dryRun: boolean;
  batchId: string | null;
  impact?: ImpactAnswer;
  added: number;
  changed: number;
  unchanged: number;
  bad: number;
  far: number;
  items: readonly Readonly<{
    place: string;
    model: string;
    outcome: string;
    notices?: readonly string[];
    issues?: readonly Readonly<{ field: string; problem: string }>[];
    far?: readonly string[];
  }>[];
}>;

/** Prices from a CSV or JSON file, as one batch: all of them or none, unless bad rows are to be skipped. */
export async function importPrices(
  { settings, client, terminal }: CommandContext,
  file: string,
  options: ImportOptions,
) {
  const body = await readInputFile(file);
  const query = queryOf(file, options, settings.isDryRun);
  const type = isJson(file, body) ? "application/json" : "text/csv";
  const path = `/api/prices/import?${query.toString()}`;
  const imported = await client.restJson<Imported>(path, "items", { method: "POST", body, type });
  terminal.answer(imported, textOf(imported));
  if (imported.bad > 0) throw new CliProblem(`${imported.bad} rows were not taken.`);
}

const isJson = (file: string, body: string) => file.endsWith(".json") || /^\s*\[/.test(body);

function queryOf(file: string, options: ImportOptions, isDryRun: boolean): URLSearchParams {
  const { skipBad = false, unit, column = [], acceptFar = [], from, name } = options;
  const query = new URLSearchParams({ dryRun: String(isDryRun), skipBad: String(skipBad) });
  query.set("name", name ?? (file === "-" ? "standard input" : basename(file)));
  if (unit !== undefined) query.set("unit", unit);
  if (from !== undefined) query.set("effectiveFrom", from);
  if (column.length > 0) query.set("columns", JSON.stringify(Object.fromEntries(column.map(columnOf))));
  for (const model of acceptFar) query.append("acceptFar", model);
  return query;
}

function columnOf(text: string): [string, string | null] {
  const at = text.lastIndexOf("=");
  if (at < 1) throw new CliProblem(`--column ${text}: write it as "File column=field".`, { kind: "usage" });
  return [text.slice(0, at), text.slice(at + 1) || null];
}

function textOf({ dryRun, batchId, added, changed, unchanged, far, items, impact }: Imported): string {
  const rows = items.map(({ place, model, outcome, ...notes }) => {
    const { notices = [], issues = [], far: reasons = [] } = notes;
    const words = [...notices, ...issues.map(({ field, problem }) => `${field} ${problem}`), ...reasons];
    return `  ${place}: ${model} ${outcome}${words.length === 0 ? "" : `. ${words.join(" ")}`}`;
  });
  const total = `${added} new, ${changed} changed, ${unchanged} unchanged${dryRun ? " (nothing was written)" : ""}.`;
  const ticks = dryRun && far > 0 ? [`${far} move far: name each one that is meant with --accept-far, or all.`] : [];
  const meaning = impact ? impactLines(impact, "At these prices") : [];
  return [...rows, ...ticks, ...meaning, total, ...(batchId === null ? [] : [`Batch ${batchId}.`])].join("\n");
}
