/**
 * The rows of a usage file, one after the other, however large it is. CSV, one JSON object a line, and JSON documents are all
 * read as a stream; of a document its list.
 * Form    by what the file begins with: `[` or an object that is not complete on its line a document, `{` one row a line, else CSV.
 *         By `hasPairsAbove` a CSV may begin with pairs above its columns: they are cells of each row.
 * Numbers of JSON are those of JavaScript, or by `isExact` the text they are written with: amounts have more digits than a float keeps.
 * Errors  a row that cannot be read is an answer with its place.
 */
import { type FieldProblem, fieldProblem } from "@ratecard/contract";
import { parse } from "lossless-json";
import { type Fields, fieldsOf } from "../read-loosely";
import { tableOf } from "./csv-preamble";
import { type CsvRecord, csvRecords, separatorOf } from "./csv-records";
import { expandRow } from "./expand-row";
import { JsonElements } from "./json-elements";
import { linesOf } from "./lines-of";

export type FileRow = Readonly<{ place: string }> &
  (Readonly<{ fields: Fields; problem?: undefined }> | Readonly<{ fields: null; problem: FieldProblem }>);

/** `columns`: of CSV, in the order of its first line; null: rows name their own. */
export type FileRows = Readonly<{ columns: readonly string[] | null; rows: AsyncIterable<FileRow> }>;

type Form = "csv" | "lines" | "document";

export async function readRows(
  name: string,
  chunks: AsyncIterable<string>,
  { isExact, hasPairsAbove = false }: Readonly<{ isExact: boolean; hasPairsAbove?: boolean }>,
): Promise<FileRows> {
  const { head, all } = await withHead(chunks);
  const form = formOf(name, head);
  if (form === "csv") return readCsvRows(head, all, hasPairsAbove);
  const parseRow = isExact ? parseExactly : parseJson;
  return { columns: null, rows: form === "lines" ? readJsonLines(all, parseRow) : readDocument(all, parseRow) };
}

function formOf(name: string, head: string): Form {
  if (/\.[ct]sv$/i.test(name)) return "csv";
  if (/\.(ndjson|jsonl)$/i.test(name)) return "lines";
  const first = head.trimStart();
  if (first.startsWith("[")) return "document";
  if (!first.startsWith("{")) return /\.json$/i.test(name) || first === "" ? "lines" : "csv";
  const line = parseJson(first.split("\n", 1)[0] ?? "");
  return line === undefined || LISTS.some((list) => Array.isArray(fieldsOf(line)?.[list])) ? "document" : "lines";
}

/** Where exports keep their rows. */
const LISTS = ["events", "data", "results", "logs"] as const;

/** Characters in which the first line, or what is no line at all, is told. */
const LONGEST_HEAD = 1024 * 1024;

/** The first chunks up to a line that is not blank, and everything, they included. */
async function withHead(chunks: AsyncIterable<string>): Promise<{ head: string; all: AsyncIterable<string> }> {
  const rest = chunks[Symbol.asyncIterator]();
  let head = "";
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    head += next.value;
    if (/\S[^\n]*\n/.test(head) || head.length > LONGEST_HEAD) break;
  }
  async function* all() {
    yield head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  }
  return { head, all: all() };
}

async function readCsvRows(head: string, chunks: AsyncIterable<string>, hasPairsAbove: boolean): Promise<FileRows> {
  const separator = separatorOf(head.trimStart().split("\n", 1)[0] ?? "");
  const records = csvRecords(linesOf(chunks), separator);
  const { above, header, rows } = hasPairsAbove ? await tableOf(records) : await plainTable(records);
  const columns = (header?.cells ?? []).map((cell) => cell.trim());
  return { columns, rows: csvRows(columns, rows, above) };
}

async function plainTable(records: AsyncGenerator<CsvRecord>) {
  const first = await records.next();
  return { above: {}, header: first.done ? undefined : first.value, rows: records };
}

async function* csvRows(
  columns: readonly string[],
  records: AsyncIterable<CsvRecord>,
  above: Fields,
): AsyncGenerator<FileRow> {
  const hasPairs = Object.keys(above).length > 0;
  for await (const { number, cells } of records) {
    const place = `line ${number}`;
    if (cells === null) yield refused(place, fieldProblem("", "quotes-do-not-match"));
    else if (cells.length === columns.length) {
      const named = namedCells(columns, cells);
      yield { place, fields: hasPairs ? { ...above, ...named } : named };
    } else yield refused(place, fieldProblem("", "wrong-cell-count", { cells: cells.length, columns: columns.length }));
  }
}

function namedCells(columns: readonly string[], cells: readonly string[]): Fields {
  const named: Record<string, string> = {};
  for (let index = 0; index < columns.length; index += 1) named[columns[index] ?? ""] = cells[index] ?? "";
  return named;
}

type ParseRow = (text: string) => unknown;

async function* readJsonLines(chunks: AsyncIterable<string>, parseRow: ParseRow): AsyncGenerator<FileRow> {
  for await (const { number, text } of linesOf(chunks)) {
    if (text.trim() !== "") yield* rowsOfJson(`line ${number}`, parseRow(text), "line-not-json");
  }
}

async function* readDocument(chunks: AsyncIterable<string>, parseRow: ParseRow): AsyncGenerator<FileRow> {
  const document = new JsonElements(new Set(LISTS));
  let number = 0;
  for await (const chunk of chunks) {
    for (const { text } of document.write(chunk)) {
      number += 1;
      const place = `item ${number}`;
      if (text === null) yield refused(place, fieldProblem("", "row-too-long"));
      else yield* rowsOfJson(place, parseRow(text), "row-not-json");
    }
  }
  if (document.isOpen) yield refused("the end", fieldProblem("", "file-breaks-off"));
  else if (!document.hasList) yield* readJsonLines(single(document.around, parseRow), parseRow);
}

async function* single(text: string, parseRow: ParseRow): AsyncGenerator<string> {
  const whole = parseRow(text);
  yield whole === undefined ? text : JSON.stringify(whole);
}

function* rowsOfJson(place: string, value: unknown, code: "line-not-json" | "row-not-json"): Generator<FileRow> {
  if (value === undefined) return yield refused(place, fieldProblem("", code));
  const fields = fieldsOf(value);
  if (!fields) return yield refused(place, fieldProblem("", "row-not-an-object"));
  for (const row of expandRow(fields)) yield { place, fields: row };
}

const refused = (place: string, problem: FieldProblem): FileRow => ({ place, fields: null, problem });

/** undefined: no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same with numbers as text, digit for digit. As with JSON.parse the last one of a name that is given twice holds. */
export function parseExactly(text: string): unknown {
  try {
    return parse(text, null, { parseNumber: (digits) => digits, onDuplicateKey: ({ newValue }) => newValue });
  } catch {
    return undefined;
  }
}
