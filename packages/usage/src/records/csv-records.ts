/**
 * Lines as CSV records. A quoted cell may hold line breaks; a quote that is never closed costs its own line, and no other.
 * Errors  a record that is no CSV is an answer: `cells` null.
 */
import { cellsOfRecord } from "./csv-cells";
import type { Line } from "./lines-of";

/** `number`: of its first line. */
export type CsvRecord = Readonly<{ number: number; cells: readonly string[] | null }>;

/** Lines of one record; a quote that is still open then was a mistake. */
const LONGEST_RECORD = 50;

/** What parts the cells: a comma, a semicolon or a tab, as the first line tells. */
export const separatorOf = (header: string): string => {
  const bare = header.replaceAll(/"[^"]*"/g, "");
  if (bare.includes("\t")) return "\t";
  const countOf = (sign: string) => bare.split(sign).length - 1;
  return countOf(";") > countOf(",") ? ";" : ",";
};

export async function* csvRecords(lines: AsyncIterable<Line>, separator: string): AsyncGenerator<CsvRecord> {
  const join = new RecordJoiner(separator);
  for await (const line of lines) yield* join.add(line);
  yield* join.end();
}

class RecordJoiner {
  readonly #separator: string;
  #open: Line[] = [];
  #quotes = 0;

  constructor(separator: string) {
    this.#separator = separator;
  }

  *add(line: Line): Generator<CsvRecord> {
    this.#open.push(line);
    this.#quotes += quotesIn(line.text);
    if (this.#quotes % 2 === 0) yield* this.#complete();
    while (this.#open.length >= LONGEST_RECORD) yield* this.#withoutFirst();
  }

  *end(): Generator<CsvRecord> {
    while (this.#open.length > 0) yield* this.#withoutFirst();
  }

  *#complete(): Generator<CsvRecord> {
    const [first] = this.#open;
    const text = this.#open.map((line) => line.text).join("\n");
    if (first && text.trim() !== "") yield { number: first.number, cells: this.#cells(text) };
    this.#open = [];
    this.#quotes = 0;
  }

  #cells(text: string): readonly string[] | null {
    const record = text.endsWith("\r") ? text.slice(0, -1) : text;
    return this.#quotes === 0 ? record.split(this.#separator) : cellsOfRecord(record, this.#separator);
  }

  /** The lines after the first may be records of their own. */
  *#withoutFirst(): Generator<CsvRecord> {
    const [first, ...rest] = this.#open;
    this.#open = [];
    this.#quotes = 0;
    if (first) yield { number: first.number, cells: null };
    for (const line of rest) {
      this.#open.push(line);
      this.#quotes += quotesIn(line.text);
      if (this.#quotes % 2 === 0) yield* this.#complete();
    }
  }
}

function quotesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}
