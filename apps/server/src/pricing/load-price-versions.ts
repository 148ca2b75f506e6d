/**
 * Believed windows of the price book, read from `model_price_versions`: all of them, or those of the names that changed.
 * Time    windows become epoch ms; null is an open end. Read in pages and turns: a large book holds up nothing else.
 * Errors  a row that cannot be read is left out, or kept without its unreadable details, and named; the rest is loaded.
 */
import {
  byKind,
  type JsonProblem,
  type PriceTerms,
  type PriceVersion,
  RATE_COLUMN,
  type RateColumn,
  termsFromStored,
} from "@ratecard/pricing";
import type { PoolClient } from "pg";
import { takeTurns } from "./take-turns";

export type PriceProblem = Readonly<{ model: string; versionId: string; problem: string }>;

export type ReadWindows = Readonly<{
  /** By name; a name whose last window is gone has none. */
  windows: ReadonlyMap<string, readonly PriceVersion[]>;
  problems: readonly PriceProblem[];
}>;

type VersionRow = TermColumns &
  Readonly<{
    id: string;
    model_name: string;
    provider: string;
    is_active: boolean;
    is_placeholder: boolean;
    /** A number is an infinity: `-infinity` in SQL. */
    valid_from: Date | number | null;
    valid_until: Date | number | null;
  }>;

export const RATE_COLUMNS: readonly RateColumn[] = Object.values(RATE_COLUMN);
const BELIEVED = `SELECT id, model_name, provider, is_active, is_placeholder, valid_from, valid_until, details, price_per_request,
  ${RATE_COLUMNS.join(", ")} FROM model_price_versions WHERE superseded_at IS NULL`;
const MOST_ROWS = 2000;
const PAGE = `${BELIEVED} AND id > $1 ORDER BY id LIMIT ${MOST_ROWS}`;
const MOST_NAMES = 200;
const OF_NAMES = `${BELIEVED} AND model_name = ANY($1::text[])`;
const CHANGED = "SELECT DISTINCT model_name FROM model_price_versions WHERE changed_in > $1::bigint";

export async function readAllWindows(client: PoolClient): Promise<ReadWindows> {
  const reading = startReading([]);
  let last: string | undefined = "0";
  while (last !== undefined) {
    const { rows }: { rows: VersionRow[] } = await client.query<VersionRow>(PAGE, [last]);
    await reading.take(rows);
    last = rows.at(-1)?.id;
  }
  return reading;
}

/** `version`: of `pricing_version`. */
export async function readWindowsChangedSince(client: PoolClient, version: bigint): Promise<ReadWindows> {
  const { rows } = await client.query<{ model_name: string }>(CHANGED, [version]);
  const names = rows.map(({ model_name: model }) => model);
  const reading = startReading(names);
  for (let at = 0; at < names.length; at += MOST_NAMES) {
    const page = await client.query<VersionRow>(OF_NAMES, [names.slice(at, at + MOST_NAMES)]);
    await reading.take(page.rows);
  }
  return reading;
}

function startReading(names: readonly string[]) {
  const windows = new Map<string, PriceVersion[]>(names.map((model) => [model, []]));
  const problems: PriceProblem[] = [];
  const turn = takeTurns();
  const take = async (rows: readonly VersionRow[]) => {
    for (const row of rows) {
      const { version, problem } = windowOf(row);
      if (problem !== null) problems.push({ model: row.model_name, versionId: row.id, problem });
      const own = windows.get(row.model_name) ?? [];
      if (version) own.push(version);
      windows.set(row.model_name, own);
      await turn();
    }
  };
  return { windows, problems, take };
}

function windowOf(row: VersionRow): { version: PriceVersion | null; problem: string | null } {
  const { terms, problem } = termsOfRow(row);
  const version = terms && {
    versionId: row.id,
    model: row.model_name,
    provider: row.provider,
    isActive: row.is_active,
    isPlaceholder: row.is_placeholder,
    validFrom: row.valid_from?.valueOf() ?? null,
    validUntil: row.valid_until?.valueOf() ?? null,
    terms,
  };
  return { version, problem };
}

/** The price columns of a table in a SELECT, exact: the driver's own numbers are doubles. */
export const exactRates = (table: string): string =>
  ["price_per_request", ...RATE_COLUMNS].map((column) => `${table}.${column}::text AS ${column}`).join(", ");

export type TermColumns = Readonly<Record<RateColumn, string | null> & { price_per_request: string; details: unknown }>;

/**
 * The terms of a row of `model_pricing` or `model_price_versions`.
 * Units   the columns are USD per 1,000 tokens and USD per request, as decimal text.
 * Errors  unreadable details leave the price columns in force and are named; only a row whose columns are broken has no terms.
 */
export function termsOfRow(row: TermColumns): { terms: PriceTerms | null; problem: string | null } {
  const whole = read(row, row.details);
  if (whole.ok) return { terms: whole.terms, problem: null };
  const columns = read(row, null);
  const problem = sentenceOf(whole.problems);
  return columns.ok
    ? { terms: columns.terms, problem: `${problem}. Only the price columns are used.` }
    : { terms: null, problem: `${problem}. This price is not used.` };
}

const read = (row: TermColumns, details: unknown) =>
  termsFromStored({
    pricePerRequest: row.price_per_request,
    per1k: byKind(({ kind }) => row[RATE_COLUMN[kind]]),
    details,
  });

const sentenceOf = (problems: readonly JsonProblem[]): string =>
  problems.map(({ path, problem }) => `${path}: ${problem}`).join("; ");
