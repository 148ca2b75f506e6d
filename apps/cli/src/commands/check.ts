/** Golden cases: checked at the prices in force, and kept from a file. Units: USD as decimal text, whole tokens. */
import { failingCaseWords, unitsOfText } from "@ratecard/contract";
import { COUNT_FIELDS } from "@ratecard/pricing";
import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { CliProblem } from "../cli-problem";
import type { CommandContext, RouterOutputs } from "../client";
import { readInputFile } from "../open-input";
import type { Command } from "commander";
import { contextOf, withGlobals, withServer } from "../define-command";

type CheckOptions = Readonly<{ set?: string }>;
type Checked = RouterOutputs["priceCases"]["check"];

export function addCases(program: Command): void {
  withServer(program.command("check"))
    .description("whether golden cases cost what they have to; exit code 6 when some do not")
    .option("--set <name>", "only this set of cases")
    .action(async (options: CheckOptions, command: Command) => checkCases(contextOf(command), options));
  withGlobals(program.command("cases").description("golden cases").command("import <file>"))
    .description("keep golden cases from a CSV or JSON file; one of the same label in the same set is replaced")
    .action(async (file: string, _options, command: Command) => importCases(contextOf(command), file));
}

/** Errors: exit code 6 when a case costs something else. */
async function checkCases({ client, terminal }: CommandContext, { set }: CheckOptions) {
  const checked = await client.trpc.priceCases.check.query(set === undefined ? {} : { set });
  terminal.answer(checked, textOf(checked));
  if (checked.failing > 0) {
    throw new CliProblem(`${checked.failing} of ${checked.checked} golden cases fail.`, { kind: "cases" });
  }
}

const textOf = ({ checked, failing, cases }: Checked): string =>
  [
    `${checked} golden cases checked, ${failing} fail.`,
    ...cases.filter(({ isMet }) => !isMet).map((each) => `  ${each.set}  ${each.label}  ${wordsOf(each)}`),
  ].join("\n");

const wordsOf = ({ foundUsd, foundSource, expectedUsd, expectedSource, ...named }: Checked["cases"][number]): string =>
  failingCaseWords({
    ...named,
    mustCostUsd: expectedUsd,
    mustComeFrom: expectedSource,
    wouldCostUsd: foundUsd,
    wouldComeFrom: foundSource,
  });

/** JSON: a list of cases, or `{ "cases": [...] }`, as the server takes them. CSV: a column a field, counts by their names. */
async function importCases({ settings, client, terminal }: CommandContext, file: string) {
  const cases = casesOf(file, await readInputFile(file));
  if (settings.isDryRun) return terminal.answer({ cases: cases.length }, `${cases.length} golden cases would be kept.`);
  const request = { method: "POST", body: JSON.stringify({ cases }) } as const;
  const checked = await client.restJson<Checked>("/api/price-cases", "cases", request);
  terminal.answer(checked, `${cases.length} golden cases kept. ${textOf(checked)}`);
}

function casesOf(file: string, text: string): readonly unknown[] {
  if (!/^\s*[[{]/.test(text)) return rowsOf(file, text).map(caseOfRow);
  try {
    const read: unknown = JSON.parse(text);
    const cases: unknown = typeof read === "object" && read !== null && "cases" in read ? read.cases : read;
    if (Array.isArray(cases)) return cases;
  } catch (error) {
    throw new CliProblem(`${file}: is no JSON. Check its brackets and commas.`, { kind: "usage", cause: error });
  }
  throw new CliProblem(`${file}: holds no list of cases.`, { kind: "usage" });
}

type CsvRow = Readonly<Record<string, string>>;

function rowsOf(file: string, text: string): readonly CsvRow[] {
  try {
    return parse<CsvRow>(text, { columns: true, bom: true, trim: true, skip_empty_lines: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CliProblem(`${file}: is no CSV with a header: ${error.message}.`, { kind: "usage", cause: error });
  }
}

const TEXTS = ["serviceTier", "speed", "inferenceGeo", "region"];
const COUNTS = [...COUNT_FIELDS, "maxResults"];

/** An empty cell is not known. A count that is no number goes on as it is: the server says what is wrong with it. */
function caseOfRow(row: CsvRow): Readonly<Record<string, unknown>> {
  const given = Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== ""));
  const { isBatch, units, ...plain } = given;
  const usage = Object.entries(plain).filter(([name]) => [...COUNTS, ...TEXTS].includes(name));
  const rest = Object.entries(plain).filter(([name]) => ![...COUNTS, ...TEXTS].includes(name));
  return {
    ...Object.fromEntries(rest),
    usage: {
      ...Object.fromEntries(usage.map(([name, cell]) => [name, COUNTS.includes(name) ? countOf(cell) : cell])),
      ...(isBatch !== undefined && { isBatch: isBatch === "true" }),
      ...(units !== undefined && { units: unitsOfText(units) }),
    },
  };
}

const countOf = (cell: string): number | string => (/^\d{1,15}$/.test(cell) ? Number(cell) : cell);
