/**
 * A file of prices as rows of a change: how its columns are taken, each row as an entry, or why it is none.
 * Errors  INVALID_INPUT for a file that is no list of prices at all; what is wrong with its columns or rows is an answer.
 */
import type { Refusal } from "@ratecard/changes";
import { MOST_FILE_ROWS, PRICE_COLUMNS, type PriceFileFormat } from "@ratecard/contract";
import { normalisedKey } from "@ratecard/pricing";
import type { ChangeSource, FilePlan, SourceRow } from "#server/changes/change-source";
import type { DecidedRow } from "#server/changes/decide-changes";
import { draftOfInput } from "#server/entries/draft-of-input";
import { inSlices } from "#server/changes/in-slices";
import type { Reading } from "#server/changes/reading";
import { cellText, type FileTable, refuseFile } from "./file-table";
import { type ColumnPlan, type ColumnRules, planColumns } from "./plan-columns";
import { readCsvTable } from "./read-csv-table";
import { readJsonTable } from "./read-json-table";
import { type PriceItem, readPriceList } from "./read-price-list";
import { refusedRowsCsv } from "./refused-rows-csv";

export type PriceFile = Readonly<{ text: string; format: PriceFileFormat }>;

export function priceFileSource(file: PriceFile, rules: ColumnRules): ChangeSource {
  const table = readTable(file);
  const plan = withModel(table, planColumns(table.columns, rules), rules);
  const items = plan.problems.length > 0 ? [] : readPriceList(table, plan);
  return {
    kind: "file",
    batchKind: "file",
    action: "prices.import",
    through: "import",
    nameFor: (count) => `File of ${count} ${count === 1 ? "price" : "prices"}`,
    isStrict: true,
    rows: (reading) => inSlices(rowsOf(items, reading, plan)),
    file: (rows) => filePlan(table, plan, rows),
  };
}

function readTable({ text, format }: PriceFile): FileTable {
  const table = format === "csv" ? readCsvTable(text) : readJsonTable(text);
  const { length } = table.rows;
  if (length === 0)
    throw refuseFile("holds no price. Send at least one, in CSV under a first line that names the columns.");
  if (length > MOST_FILE_ROWS)
    throw refuseFile(`has ${length} rows, more than the ${MOST_FILE_ROWS} of one import. Split the file.`);
  return table;
}

/** A column nobody knows is refused for a CSV as a whole; of a JSON item it is that item's own mistake. */
function withModel({ format }: FileTable, plan: ColumnPlan, { unknown }: ColumnRules): ColumnPlan {
  if (format === "json" && unknown === "leave") return plan;
  const known = `Known ones: ${PRICE_COLUMNS.join(", ")}.`;
  const problems = [
    ...(plan.columns.some(({ field }) => field === "model")
      ? []
      : [`has no column "model". The first line names the columns. ${known}`]),
    ...plan.unknown
      .slice(0, 1)
      .map((name) => `has the unknown column "${name}". Map it (columns), or leave it out. ${known}`),
  ].map((problem) => ({ field: "body", problem }));
  return { ...plan, problems: [...plan.problems, ...problems] };
}

function* rowsOf(items: readonly PriceItem[], reading: Reading, plan: ColumnPlan): Generator<SourceRow> {
  const seen = new Map<string, number>();
  const keys = new Map<string, Set<string>>();
  for (const { model } of items) {
    seen.set(model, (seen.get(model) ?? 0) + 1);
    const key = normalisedKey(model);
    keys.set(key, (keys.get(key) ?? new Set()).add(model));
  }
  for (const item of items) {
    const isTwice = item.ok && (seen.get(item.model) ?? 0) > 1;
    const row = isTwice ? refusedItem(item, TWICE, plan) : rowOf(item, reading, plan);
    const twins = [...(keys.get(normalisedKey(item.model)) ?? [])].filter((name) => name !== item.model);
    yield row.refusal || twins.length === 0 ? row : { ...row, notes: [...(row.notes ?? []), twinNote(twins)] };
  }
}

const TWICE = [{ field: "model", problem: "is in this file more than once. Keep one row of it." }];

/** Allowed, for the name as sent decides; but rarely intended. */
const twinNote = (twins: readonly string[]): string =>
  `model differs only by dots from ${twins.join(", ")} in this file. Each prices its own name; for others it is chance.`;

function rowOf(item: PriceItem, { entries, prices }: Reading, plan: ColumnPlan): SourceRow {
  const { model, row } = item;
  if (!item.ok) return refusedItem(item, item.issues, plan);
  const { effectiveFrom: from = null, ...input } = item.input;
  const read = draftOfInput(model, entries.get(model), input, "replace", prices.settings);
  if (!read.ok) return refusedItem(item, read.issues, plan);
  return { model, place: row.place, draft: read.draft, from, notes: read.notices };
}

type Problems = Extract<Refusal, { code: "fields" }>["problems"];

/** Problems under the column's own name, which is what the person has before them. */
function refusedItem({ model, row }: PriceItem, problems: Problems, { columns }: ColumnPlan): SourceRow {
  const named = problems.map(({ field, problem }) => {
    const [head = ""] = /^\w+/.exec(field) ?? [];
    const column = columns.find((each) => each.field === head);
    return { field: column ? column.name + field.slice(head.length) : field, problem };
  });
  return { model, place: row.place, draft: null, from: null, refusal: { code: "fields", problems: named } };
}

const LONGEST_EXAMPLE = 60;

function filePlan(table: FileTable, { columns, problems }: ColumnPlan, rows: readonly DecidedRow[]): FilePlan {
  /** The first cell that says something. */
  const exampleOf = (name: string): string => {
    const filled = table.rows.find(({ cells }) => cellText(cells[name]).trim() !== "");
    return cellText(filled?.cells[name]).slice(0, LONGEST_EXAMPLE);
  };
  return {
    columns: columns.map((column) => ({ ...column, example: exampleOf(column.name) })),
    problems,
    refusedRows: refusedRowsCsv(table, rows),
  };
}
