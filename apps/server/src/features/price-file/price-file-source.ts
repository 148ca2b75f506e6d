/**
 * A file of prices as rows of a change: how its columns are taken, each row as an entry, or why it is none.
 * Errors  INVALID_INPUT for a file that is no list of prices at all; what is wrong with its columns or rows is an answer.
 */
import type { Refusal } from "@ratecard/changes";
import { describeRefusal, fieldProblem } from "@ratecard/contract";
import { normalisedKey } from "@ratecard/pricing";
import { stringify } from "csv-stringify/sync";
import type { ChangeSource, FilePlan } from "#server/changes/change-source";
import { type DecidedRow, inSlices, type SourceRow } from "#server/changes/decide-changes";
import type { Reading } from "#server/changes/reading";
import { draftOfInput } from "#server/entries/draft-of-input";
import { safeCell } from "#server/entries/price-csv";
import { cellText, type FileTable } from "./file-table";
import { type OpenedFile, openPriceFile, type PriceFile } from "./open-price-file";
import type { ColumnPlan } from "./plan-columns";
import { type FileRules, readPriceFile } from "./read-price-file";
import type { PriceItem } from "./read-price-list";

/** `file`: as it came, or opened already. */
export function priceFileSource(file: PriceFile, rules: FileRules): ChangeSource {
  const opened = openPriceFile(file);
  const { table, plan, items } = readPriceFile(opened, rules);
  return {
    kind: "file",
    batchKind: "file",
    action: "prices.import",
    through: "import",
    nameFor: (count) => `File of ${count} ${count === 1 ? "price" : "prices"}`,
    isStrict: true,
    rows: (reading) => inSlices(rowsOf(items, reading, plan)),
    file: (rows) => filePlan(opened, table, plan, rows),
  };
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

const TWICE = [fieldProblem("model", "model-twice")];

/** Allowed, for the name as sent decides; but rarely intended. */
const twinNote = (twins: readonly string[]): string =>
  `model differs only by dots from ${twins.join(", ")} in this file. Each prices its own name; for others it is chance.`;

function rowOf(item: PriceItem, { editedAt, prices }: Reading, plan: ColumnPlan): SourceRow {
  const { model, row } = item;
  if (!item.ok) return refusedItem(item, item.issues, plan);
  const { effectiveFrom: from = null, ...input } = item.input;
  const read = draftOfInput(model, editedAt(model, from), input, "replace", prices.settings);
  if (!read.ok) return refusedItem(item, read.issues, plan);
  return { model, place: row.place, draft: read.draft, from, notes: read.notices };
}

type Problems = Extract<Refusal, { code: "fields" }>["problems"];

/** Problems under the column's own name, which is what the person has before them. */
function refusedItem({ model, row }: PriceItem, problems: Problems, { columns }: ColumnPlan): SourceRow {
  const named = problems.map((problem) => {
    const { field } = problem;
    const [head = ""] = /^\w+/.exec(field) ?? [];
    const column = columns.find((each) => each.field === head);
    return column ? { ...problem, field: column.name + field.slice(head.length) } : problem;
  });
  return { model, place: row.place, draft: null, from: null, refusal: { code: "fields", problems: named } };
}

const LONGEST_EXAMPLE = 60;

function filePlan(
  { about }: OpenedFile,
  table: FileTable,
  { columns, problems }: ColumnPlan,
  rows: readonly DecidedRow[],
): FilePlan {
  /** The first cell that says something. */
  const exampleOf = (name: string): string => {
    const filled = table.rows.find(({ cells }) => cellText(cells[name]).trim() !== "");
    return cellText(filled?.cells[name]).slice(0, LONGEST_EXAMPLE);
  };
  return {
    about,
    columns: columns.map((column) => ({ ...column, example: exampleOf(column.name) })),
    problems,
    refusedRows: refusedRowsCsv(table, rows),
  };
}

/**
 * The refused rows of a file as they were, with line and reason: to be corrected and imported again, which ignores these two columns.
 * `rows` in the order of the table. null: no row is refused.
 */
function refusedRowsCsv({ columns, rows: table }: FileTable, rows: readonly DecidedRow[]): string | null {
  const own = columns.filter((name) => name !== "line" && name !== "problem");
  const refused = rows.flatMap(({ decision: { refusal } }, index) => {
    const row = table[index];
    return refusal && row
      ? [[row.number, safeCell(describeRefusal(refusal)), ...own.map((name) => cellText(row.cells[name]))]]
      : [];
  });
  if (refused.length === 0) return null;
  return stringify(refused, { header: true, columns: ["line", "problem", ...own.map(safeCell)] });
}
