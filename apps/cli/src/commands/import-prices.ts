/** Prices from a sheet or another program's file, as one batch: all of them or none, unless bad rows are to be skipped. */
import { basename } from "node:path";
import type { CommandContext } from "../command-context";
import { CliProblem } from "../cli-problem";
import { type ImpactAnswer, impactLines } from "../impact-text";
import { readInputFile } from "../read-input-file";

export type ImportOptions = Readonly<{
  skipBad?: boolean;
  unit?: string;
  decimals?: string;
  /** Whose prices are taken of a file that lists many. */
  provider?: readonly string[];
  /** `File column=field`; an empty field takes nothing. */
  column?: readonly string[];
  acceptFar?: readonly string[];
  from?: string;
  name?: string;
}>;

type AboutFile = Readonly<{
  title: string;
  isForeign: boolean;
  models: number;
  leftOut: readonly Readonly<{ model: string; reason: string }>[];
  remark: string | null;
}>;

type Imported = Readonly<{
  file: AboutFile;
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

export async function importPrices(
  { settings, client, terminal }: CommandContext,
  file: string,
  options: ImportOptions,
) {
  const body = await readInputFile(file);
  const query = queryOf(file, options, settings.isDryRun);
  const type = typeOf(file, body);
  const path = `/api/prices/import?${query.toString()}`;
  const imported = await client.restJson<Imported>(path, "items", { method: "POST", body, type });
  terminal.answer(imported, textOf(imported));
  if (imported.bad > 0) throw new CliProblem(`${imported.bad} rows were not taken.`);
}

/** What is sent as CSV is a LiteLLM config all the same, where it holds a model_list. */
function typeOf(file: string, body: string): string {
  if (/\.ya?ml$/i.test(file)) return "application/yaml";
  return /\.json$/i.test(file) || /^\uFEFF?\s*[[{]/.test(body) ? "application/json" : "text/csv";
}

function queryOf(file: string, options: ImportOptions, isDryRun: boolean): URLSearchParams {
  const { skipBad = false, unit, decimals, provider = [], column = [], acceptFar = [], from, name } = options;
  const query = new URLSearchParams({ dryRun: String(isDryRun), skipBad: String(skipBad) });
  query.set("name", name ?? (file === "-" ? "standard input" : basename(file)));
  if (unit !== undefined) query.set("unit", unit);
  if (decimals !== undefined) query.set("decimals", decimals);
  for (const name of provider) query.append("provider", name);
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

const MOST_LEFT_OUT = 10;

/** Of a sheet there is nothing to say. */
function aboutText({ title, isForeign, models, leftOut, remark }: AboutFile): string[] {
  if (!isForeign) return [];
  const more = leftOut.length - MOST_LEFT_OUT;
  return [
    `${title}, ${models.toLocaleString("en")} ${models === 1 ? "model" : "models"}.`,
    ...(remark === null ? [] : [remark]),
    ...leftOut.slice(0, MOST_LEFT_OUT).map(({ model, reason }) => `  left out: ${model} ${reason}.`),
    ...(more > 0 ? [`  left out: ${more.toLocaleString("en")} more.`] : []),
  ];
}

function textOf({ file, dryRun, batchId, added, changed, unchanged, far, items, impact }: Imported): string {
  const rows = items.map(({ place, model, outcome, ...said }) => {
    const { notices = [], issues = [], far: reasons = [] } = said;
    const words = [...notices, ...issues.map(({ field, problem }) => `${field} ${problem}`), ...reasons];
    return `  ${place}: ${model} ${outcome}${words.length === 0 ? "" : `. ${words.join(" ")}`}`;
  });
  const total = `${added} new, ${changed} changed, ${unchanged} unchanged${dryRun ? " (nothing was written)" : ""}.`;
  const ticks = dryRun && far > 0 ? [`${far} move far: name each one that is meant with --accept-far, or all.`] : [];
  const meaning = impact ? impactLines(impact, "At these prices") : [];
  return [
    ...aboutText(file),
    ...rows,
    ...ticks,
    ...meaning,
    total,
    ...(batchId === null ? [] : [`Batch ${batchId}.`]),
  ].join("\n");
}
