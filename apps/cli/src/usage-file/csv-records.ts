/**
 * Lines as CSV records. A quoted cell may hold line breaks; a quote that is never closed costs its own line, and no other.
 * Errors  a record that is no CSV is an answer: `cells` null.
 */
import { CsvError, parse } from "csv-parse/sync";
import type { Line } from "./lines-of";

/** `number`: of its first line. */
export type CsvRecord = Readonly<{ number: number; cells: readonly string[] | null }>;

/** Lines of one record; a quote that is still open then was a mistake. */
const LONGEST_RECORD = 50;

export async function* csvRecords(lines: AsyncIterable<Line>): AsyncGenerator<CsvRecord> {
  let open: readonly Line[] = [];
  for await (const line of lines) {
    open = yield* complete([...open, line]);
    while (open.length >= LONGEST_RECORD) open = yield* withoutFirst(open);
  }
  while (open.length > 0) open = yield* withoutFirst(open);
}

/** Answers the lines whose record is not complete yet. */
function* complete(lines: readonly Line[]): Generator<CsvRecord, readonly Line[]> {
  let open: Line[] = [];
  let quotes = 0;
  for (const line of lines) {
    open.push(line);
    quotes += line.text.split('"').length - 1;
    if (quotes % 2 !== 0) continue;
    if (open.some(({ text }) => text.trim() !== "")) yield recordOf(open, quotes > 0);
    open = [];
  }
  return open;
}

function* withoutFirst([first, ...rest]: readonly Line[]): Generator<CsvRecord, readonly Line[]> {
  if (first) yield { number: first.number, cells: null };
  return yield* complete(rest);
}

function recordOf(lines: readonly Line[], isQuoted: boolean): CsvRecord {
  const number = lines[0]?.number ?? 0;
  const text = lines
    .map((line) => line.text)
    .join("\n")
    .replace(/\r$/, "");
  return { number, cells: isQuoted ? quotedCells(text) : text.split(",") };
}

function quotedCells(text: string): readonly string[] | null {
  try {
    const [cells = []] = parse(text, { record_delimiter: "\n" });
    return cells;
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}
