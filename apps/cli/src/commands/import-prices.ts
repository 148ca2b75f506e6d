/** Prices from a CSV or JSON file: all of them or none, unless bad rows are to be skipped. */
import type { CommandContext } from "../command-context";
import { CliProblem } from "../cli-problem";
import { type ImpactAnswer, impactLines } from "../impact-text";
import { readInputFile } from "../read-input-file";

type Options = Readonly<{ skipBad?: boolean }>;

type Imported = Readonly<{
  dryRun: boolean;
  impact?: ImpactAnswer;
  added: number;
  changed: number;
  unchanged: number;
  bad: number;
  items: readonly Readonly<{
    place: string;
    model: string;
    outcome: string;
    notices?: readonly string[];
    issues?: readonly Readonly<{ field: string; problem: string }>[];
  }>[];
}>;

export async function importPrices({ settings, client, terminal }: CommandContext, file: string, options: Options) {
  const body = await readInputFile(file);
  const query = new URLSearchParams({ dryRun: String(settings.isDryRun), skipBad: String(options.skipBad ?? false) });
  const type = isJson(file, body) ? "application/json" : "text/csv";
  const answer = await client.rest(`/api/prices/import?${query.toString()}`, { method: "POST", body, type });
  const imported = JSON.parse(answer) as Imported;
  terminal.answer(imported, textOf(imported));
  if (imported.bad > 0) throw new CliProblem(`${imported.bad} rows were not taken.`);
}

const isJson = (file: string, body: string) => file.endsWith(".json") || /^\s*\[/.test(body);

function textOf({ dryRun, added, changed, unchanged, items, impact }: Imported): string {
  const rows = items.map(({ place, model, outcome, notices = [], issues = [] }) => {
    const said = [...notices, ...issues.map(({ field, problem }) => `${field} ${problem}`)];
    return `  ${place}: ${model} ${outcome}${said.length === 0 ? "" : `. ${said.join(" ")}`}`;
  });
  const total = `${added} new, ${changed} changed, ${unchanged} unchanged${dryRun ? " (nothing was written)" : ""}.`;
  return [...rows, ...(impact ? impactLines(impact, "At these prices") : []), total].join("\n");
}
