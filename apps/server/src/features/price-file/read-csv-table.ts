/**
 * CSV with a header line, also with semicolons or tabs, and Excel's `sep=;` above it, as spreadsheets write and copy it.
 * Errors  INVALID_INPUT for what is no table at all; a row with too many or too few cells is an answer.
 */
import { CsvError, type Info } from "csv-parse";
import { parse } from "csv-parse/sync";
import { type CsvSlip, fieldProblem, MOST_FILE_ROWS } from "@ratecard/contract";
import { refuseManyLines, tooManyRows } from "./file-size";
import { type FileRow, type FileTable, refusedFile } from "./file-table";

type CsvRecord = Readonly<{ record: readonly string[]; info: Info }>;

export function readCsvTable(text: string): FileTable {
  if (text.includes("\0")) throw refusedFile("nul-characters");
  if (/^\uFEFF?\s*[[{]/.test(text)) throw refusedFile("json-as-csv");
  refuseManyLines(text);
  const [header, ...records] = readRecords(text);
  if (!header) throw refusedFile("no-line");
  const columns = header.record.map((name) => name.trim());
  checkHeader(columns);
  if (records.length > MOST_FILE_ROWS) throw tooManyRows();
  return { format: "csv", columns, rows: records.map((record) => rowOf(columns, record)) };
}

function readRecords(text: string): readonly CsvRecord[] {
  const named = SEPARATOR_LINE.exec(text);
  const delimiter = named?.[1] ?? delimiterOf(text);
  try {
    return parse(text, {
      bom: true,
      delimiter,
      from_line: named ? 2 : 1,
      // The header, and one row more than is taken.
      to: MOST_FILE_ROWS + 2,
      info: true,
      relax_column_count: true,
      // A spreadsheet copies a quote inside a cell as it is.
      relax_quotes: delimiter === "\t",
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    }) as unknown as CsvRecord[];
  } catch (error) {
    if (error instanceof CsvError) throw refusedFile("not-csv", detailsOf(error));
    throw error;
  }
}

/** Excel's own line above the header, which says how cells are separated. */
const SEPARATOR_LINE = /^\uFEFF?"?sep=([^\r\n"])"?\r?\n/i;

/** Tabs, else semicolons or commas: whichever the first line has more of, for names may hold the other. */
function delimiterOf(text: string): string {
  const [first = ""] = text
    .replace(/^\uFEFF/, "")
    .trimStart()
    .split(/\r?\n|\r/, 1);
  const bare = first.replaceAll(/"[^"]*"/g, "");
  if (bare.includes("\t")) return "\t";
  const countOf = (sign: string) => bare.split(sign).length - 1;
  return countOf(";") > 0 && countOf(";") >= countOf(",") ? ";" : ",";
}

const SLIPS: Readonly<Record<string, CsvSlip>> = {
  CSV_QUOTE_NOT_CLOSED: "quote-not-closed",
  INVALID_OPENING_QUOTE: "quote-inside",
  CSV_INVALID_CLOSING_QUOTE: "quote-ends-early",
};

function detailsOf({ code, lines }: CsvError): { slip: CsvSlip; line?: number } {
  const slip = SLIPS[code] ?? "other";
  return typeof lines === "number" ? { slip, line: lines } : { slip };
}

function checkHeader(columns: readonly string[]): void {
  const empty = columns.indexOf("");
  if (empty !== -1) throw refusedFile("nameless-column", { column: empty + 1 });
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) throw refusedFile("column-twice", { column: twice });
}

function rowOf(columns: readonly string[], { record, info }: CsvRecord): FileRow {
  // `lines` is where the record ends; cells with line breaks began before.
  const number = info.lines - record.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
  const cells = Object.fromEntries(columns.map((name, index) => [name, record[index] ?? ""]));
  const row = { place: `line ${number}`, number, cells };
  if (record.length === columns.length) return row;
  const counts = { cells: record.length, columns: columns.length };
  return { ...row, problem: fieldProblem("", "wrong-cell-count", counts) };
}
