/** Files of prices: whether a text is one, how its columns are taken, what stands in a cell. */
import { grouped, type ProblemTable } from "./problem-table";

const QUOTING = 'Put a cell with quotes in it in quotes, and write each inner quote twice ("").';
const USUAL_SLIP = "Check the unit (0.0000025 per token is 2.5 per 1M), or round it.";
const UNIT_DECIMALS = { "per-1k": "9 for USD per 1K tokens", "per-token": "12 for USD per token" } as const;

const CSV_SLIPS = {
  "quote-not-closed": "opens a quote that is never closed. Close it, or leave it out.",
  "quote-inside": `has a quote in the middle of a cell. ${QUOTING}`,
  "quote-ends-early": `goes on after a closing quote. ${QUOTING}`,
  other: "cannot be read. Save the file again as CSV in UTF-8.",
} as const;
export type CsvSlip = keyof typeof CSV_SLIPS;

const FILE_PROBLEMS = {
  "empty-file": () => "is empty. Send a JSON array of prices, or CSV with Content-Type text/csv.",
  "nul-characters": () => "holds NUL characters, as UTF-16 or a binary file does. Save it as UTF-8 text.",
  "json-as-csv": () => "looks like JSON. Send it as application/json, or as a .json file.",
  "not-csv": ({ line, slip }: { line?: number; slip: CsvSlip }) =>
    `is not valid CSV: ${line === undefined ? "a line" : `line ${line}`} ${CSV_SLIPS[slip]}`,
  "no-line": () => "has no line. Name the columns in the first line; each other line is a price.",
  "nameless-column": ({ column }: { column: number }) =>
    `has no name for its column ${column}. Name every column in the first line.`,
  "column-twice": ({ column }: { column: string }) => `has the column "${column}" twice. Keep one of them.`,
  "not-a-price-list": () => "must be a JSON array of prices, as GET /api/prices.json answers. CSV goes as text/csv.",
  "unknown-object": ({ titles }: { titles: readonly string[] }) =>
    `is a JSON object of no kind that is known here. It can be a ${titles.join(", ")}; send prices of your own as a JSON array.`,
  "not-yaml": ({ line, words }: { line: number; words: string }) =>
    `is no valid YAML at line ${line} (${words}). Mend it there.`,
  "yaml-too-deep": () =>
    "is YAML that is nested too deeply, or uses an alias that is not there or too many. Simplify it.",
  "yaml-too-long": ({ most }: { most: number }) =>
    `is longer than the ${grouped(most)} characters of YAML that are read. Split it.`,
  "yaml-without-models": () => "is YAML without a model_list of LiteLLM. Send its config.yaml, or a CSV or JSON.",
  "no-price-in-file": () => "holds no price. Send at least one, in CSV under a first line that names the columns.",
  "no-price-in-foreign-file": ({ title, example }: { title: string; example?: string }) =>
    `is a ${title} without a single price${example === undefined ? "" : ` (${example})`}. Send one that has prices.`,
  "too-many-rows": ({ most }: { most: number }) =>
    `has more than the ${grouped(most)} rows of one import. Split the file.`,
  "text-too-long": ({ most }: { most: number }) =>
    `is longer than ${grouped(most)} characters. Split the file, or send it with \`ratecard import FILE\`.`,
} satisfies ProblemTable;

const CHOICE_PROBLEMS = {
  "not-a-column-map": () => 'must be an object from the file\'s columns to fields, as {"Input price": "inputPer1M"}.',
  "columns-not-json": () => 'is not valid JSON. Write it as {"Input price": "inputPer1M"}.',
  "no-such-column": ({ column }: { column: string }) =>
    `name "${column}", which is no column of the file. Write it as the file's first line has it.`,
  "field-taken-twice": ({ columns, field }: { columns: readonly [string, string]; field: string }) =>
    `take "${columns[0]}" and "${columns[1]}" both as ${field}. Take one of them.`,
  "unit-contradicts-column": ({ unit, column, columnUnit }: { unit: string; column: string; columnUnit: string }) =>
    `is ${unit}, but the column "${column}" says ${columnUnit}. Leave the unit out, or rename the column.`,
  "unit-unknown": ({ column }: { column: string }) =>
    `is missing, and the column "${column}" does not say it. Choose per token, per 1K or per 1M.`,
  "no-such-seller": ({ seller, sellers }: { seller: string; sellers: string }) =>
    `names "${seller}", which the file does not list. Choose among ${sellers}.`,
  "no-sellers": ({ title }: { title: string }) => `chooses nothing in a ${title}: it lists no providers. Leave it out.`,
  "unit-known": ({ title }: { title: string }) => `is known of a ${title}. Leave it out.`,
  "decimals-known": ({ title }: { title: string }) => `are points in a ${title}. Leave the choice out.`,
  "no-model-column": ({ known }: { known: readonly string[] }) =>
    `has no column "model". Name the columns in the first line. Known ones: ${known.join(", ")}.`,
  "unknown-column": ({ column, known }: { column: string; known: readonly string[] }) =>
    `has the unknown column "${column}". Map it (columns), or leave it out. Known ones: ${known.join(", ")}.`,
} satisfies ProblemTable;

const CELL_PROBLEMS = {
  "wrong-cell-count": ({ cells, columns }: { cells: number; columns: number }) =>
    `has ${cells} cells, but the first line names ${columns} columns. Put a cell that holds the separator in quotes.`,
  "not-a-file-item": () => 'must be an object of a price\'s fields, as {"model": "gpt-4o", "inputPer1M": "2.5"}.',
  "model-twice": () => "is in this file more than once. Keep one row of it.",
  "other-currency": () => "is not in US dollars. Convert it: prices are kept in USD.",
  "two-readings": ({ sign, readings }: { sign: "comma" | "point"; readings: string }) =>
    `can be read in two ways: its ${sign} may stand before decimals or thousands. Write ${readings}, or choose a ${sign} for the decimals of the file (decimals).`,
  "many-readings": ({ sign, decimals, example }: { sign: string; decimals: string; example: string }) =>
    `can be read in two ways: its ${sign} may stand before decimals or thousands. Write it with a ${decimals} for the decimals, as ${example}.`,
  "not-a-unit": () => "is no unit of token prices. Write per token, per 1K tokens or per 1M tokens.",
  "row-without-unit": () => "has no unit: the row does not say it, and nobody chose one. Fill it in.",
  "row-contradicts-column": ({ unit, column, rowUnit }: { unit: string; column: string; rowUnit: string }) =>
    `is ${unit} by the name of the column "${column}", but ${rowUnit} by the row. Make them agree.`,
  "details-field-unknown": ({ stray }: { stray: string }) =>
    `has "${stray}", which is no field of a price. Check its spelling, or remove it.`,
  "cell-not-json": () => "is not valid JSON. Write it as an export of the price book does.",
  "cell-too-fine": ({ unit }: { unit: keyof typeof UNIT_DECIMALS }) =>
    `has more decimals than are kept (${UNIT_DECIMALS[unit]}). ${USUAL_SLIP}`,
} satisfies ProblemTable;

export const PRICE_FILE_PROBLEMS = { ...FILE_PROBLEMS, ...CHOICE_PROBLEMS, ...CELL_PROBLEMS };
