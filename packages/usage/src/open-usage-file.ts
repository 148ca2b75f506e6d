/**
 * Opens a file of usage: what it is, which columns it has and how they are taken, and its items as a stream.
 * Form    `choice.columns` is what somebody said; else the file is known by its columns. `isGuessing`: then names are guessed, for a
 *         person to look at; otherwise a column that nobody knows is refused before anything is read.
 * Errors  a file that cannot be taken is an answer; an item that cannot be read too, with its place.
 */
import {
  type FieldProblem,
  fieldProblem,
  USAGE_FIELDS,
  type UsageColumns,
  type UsageFileFormat,
} from "@ratecard/contract";
import { guessColumns } from "./formats/guess-columns";
import { openFormat, type ReadRow, recogniseFormat } from "./formats/usage-formats";
import type { Candidate } from "./candidate";
import type { Fields } from "./read-loosely";
import { type FileRow, readRows } from "./records/file-rows";
import type { UsageItem } from "./usage-item";

export type UsageFileChoice = Readonly<{ name: string; columns?: UsageColumns | undefined; isGuessing?: boolean }>;

export type OpenedUsageFile =
  | Readonly<{
      ok: true;
      format: UsageFileFormat;
      /** Names in the order of the file. */
      names: readonly string[];
      /** How they are taken, where somebody may say so: of the format `columns`. */
      columns: UsageColumns;
      /** Of the first row, by name. */
      example: Readonly<Record<string, unknown>>;
      items: AsyncIterable<UsageItem>;
    }>
  | Readonly<{ ok: false; problem: FieldProblem }>;

export async function openUsageFile(chunks: AsyncIterable<string>, choice: UsageFileChoice): Promise<OpenedUsageFile> {
  const { columns: header, rows } = await readRows(choice.name, chunks, { isExact: false });
  const { first, all } = await withFirst(rows);
  const names = header ?? Object.keys(first ?? {});
  const isJson = header === null;
  const problem = headerProblem(header) ?? chosenProblem(names, choice.columns);
  if (problem) return { ok: false, problem };
  const format = choice.columns ? "columns" : formatFor(names, isJson, choice.isGuessing ?? false);
  const columns = choice.columns ? completed(names, choice.columns) : format === "columns" ? guessColumns(names) : {};
  const refusal = choice.isGuessing ? undefined : columnProblem(format, names, choice.columns !== undefined, columns);
  if (refusal && !isJson) return { ok: false, problem: refusal };
  const read = isJson && format === "events" ? (row: Fields) => row as Candidate : openFormat(format, columns);
  return { ok: true, format, names, columns, example: first ?? {}, items: itemsOf(all, read) };
}

/** Events in JSON are taken as they are, and so is what nobody knows: the check of an event says what is wrong. */
function formatFor(names: readonly string[], isJson: boolean, isGuessing: boolean): UsageFileFormat {
  const format = recogniseFormat(names);
  if (format === "columns" && isJson && !isGuessing) return "events";
  const isForeign = format === "events" && names.some((name) => !isField(name));
  return isForeign && isGuessing ? "columns" : format;
}

const isField = (name: string): boolean => USAGE_FIELDS.some((field) => field === name);

function headerProblem(header: readonly string[] | null): FieldProblem | undefined {
  if (header === null) return undefined;
  if (header.length === 0) return fieldProblem("", "no-usage-row");
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  return twice === undefined ? undefined : fieldProblem("", "column-twice", { column: twice });
}

/** Of what somebody said about columns. */
function chosenProblem(names: readonly string[], columns: UsageColumns = {}): FieldProblem | undefined {
  const stranger = Object.keys(columns).find((name) => !names.includes(name));
  if (stranger !== undefined) return fieldProblem("columns", "no-such-column", { column: stranger });
  const taken = Object.entries(columns).filter(([, field]) => field !== null);
  const second = taken.find(([, field], index) => taken.findIndex(([, other]) => other === field) !== index);
  if (second === undefined) return undefined;
  const [column, field] = second;
  const before = taken.find(([, other]) => other === field)?.[0] ?? "";
  return fieldProblem("columns", "field-taken-twice", { columns: [before, column], field: field ?? "" });
}

/** A column that nothing was said about is taken as the field that has its very name. */
function completed(names: readonly string[], chosen: UsageColumns): UsageColumns {
  const taken = new Set(Object.values(chosen));
  const ownField = (name: string) => USAGE_FIELDS.find((field) => field === name && !taken.has(field)) ?? null;
  return Object.fromEntries(
    names.map((name) => [name, Object.hasOwn(chosen, name) ? (chosen[name] ?? null) : ownField(name)]),
  );
}

/** Nothing is assumed where nobody looks: a file of events has their columns, another one is mapped by hand. */
function columnProblem(
  format: UsageFileFormat,
  names: readonly string[],
  isChosen: boolean,
  columns: UsageColumns,
): FieldProblem | undefined {
  if (isChosen) {
    const hasModel = Object.values(columns).includes("model");
    return hasModel ? undefined : fieldProblem("model", "no-usage-field", { field: "model" });
  }
  if (format !== "events" && format !== "columns") return undefined;
  const missing = ["requestId", "model"].find((name) => !names.includes(name));
  if (missing !== undefined) return fieldProblem("", "no-usage-column", { column: missing, known: USAGE_FIELDS });
  const unknown = names.find((name) => !isField(name));
  return unknown === undefined
    ? undefined
    : fieldProblem("", "unknown-usage-column", { column: unknown, known: USAGE_FIELDS });
}

/** The first row that can be read, and all rows, those before it included. */
async function withFirst(rows: AsyncIterable<FileRow>) {
  const rest = rows[Symbol.asyncIterator]();
  const seen: FileRow[] = [];
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    seen.push(next.value);
    if (next.value.fields !== null || seen.length === MOST_LOOKED_AT) break;
  }
  async function* all() {
    yield* seen;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  }
  return { first: seen.find(({ fields }) => fields !== null)?.fields, all: all() };
}

const MOST_LOOKED_AT = 100;

async function* itemsOf(rows: AsyncIterable<FileRow>, read: ReadRow): AsyncGenerator<UsageItem> {
  for await (const { place, fields, problem } of rows) {
    if (fields === null) yield { ok: false, place, problem };
    else {
      const event = read(fields);
      if (event !== null) yield { ok: true, place, event };
    }
  }
}
