/**
 * What stands above the columns of a table: pairs of a name and a value, line by line, as "Currency,EUR".
 * Source  Google Cloud's cost table begins with its invoice's number, dates, currency and amount, then a line of 18 columns.
 */
import type { Fields } from "../read-loosely";
import type { CsvRecord } from "./csv-records";

/** `above`: none of it, where the first record has the columns. */
export type Table = Readonly<{ above: Fields; header: CsvRecord | undefined; rows: AsyncIterable<CsvRecord> }>;

/** A pair may have an empty cell at its end. */
const MOST_CELLS = 3;
const LEAST_COLUMNS = 6;
const LEAST_PAIRS = 3;
const MOST_PAIRS = 20;

export async function tableOf(records: AsyncIterable<CsvRecord>): Promise<Table> {
  const iterator = records[Symbol.asyncIterator]();
  const seen: CsvRecord[] = [];
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    seen.push(next.value);
    if (!isPair(next.value) || seen.length > MOST_PAIRS) break;
  }
  const columns = seen.at(-1)?.cells?.length ?? 0;
  const below = columns < LEAST_COLUMNS ? undefined : await iterator.next();
  const hasPairs = seen.length > LEAST_PAIRS && below?.value?.cells?.length === columns;
  const from = hasPairs ? seen.length - 1 : 0;
  if (below && !below.done) seen.push(below.value);
  return { above: pairsOf(seen.slice(0, from)), header: seen[from], rows: joined(seen.slice(from + 1), iterator) };
}

const isPair = ({ cells }: CsvRecord): boolean => cells !== null && cells.length <= MOST_CELLS;

const pairsOf = (records: readonly CsvRecord[]): Fields =>
  Object.fromEntries(records.map(({ cells }) => [cells?.[0]?.trim() ?? "", cells?.[1]?.trim() ?? ""]));

async function* joined(seen: readonly CsvRecord[], rest: AsyncIterator<CsvRecord>): AsyncGenerator<CsvRecord> {
  yield* seen;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
