/**
 * The terms of a row of `model_pricing` or `model_price_versions`.
 * Units   the columns are USD per 1,000 tokens and USD per request, as decimal text.
 * Errors  unreadable details leave the price columns in force and are named; only a row whose columns are broken has no terms.
 */
import {
  byKind,
  type JsonProblem,
  type PriceTerms,
  RATE_COLUMN,
  type RateColumn,
  termsFromStored,
} from "@ratecard/pricing";

export const RATE_COLUMNS: readonly RateColumn[] = Object.values(RATE_COLUMN);

/** The price columns of a table in a SELECT, exact: the driver's own numbers are doubles. */
export const exactRates = (table: string): string =>
  ["price_per_request", ...RATE_COLUMNS].map((column) => `${table}.${column}::text AS ${column}`).join(", ");

export type TermColumns = Readonly<Record<RateColumn, string | null> & { price_per_request: string; details: unknown }>;

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
