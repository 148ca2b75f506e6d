/**
 * How a statement that writes the rows `logged` keeps the sums: the CTEs that add them, or take them out.
 * Rules   what is of a closed month is posted on today instead, and noted as a correction: the sums of the closed day stay. So, for
 *         each day: its sums = its requests - what corrects it + what is posted on it (`compare-day.ts` proves it).
 */
import {
  addToSums,
  DAY,
  isNothing,
  MEASURE_COLUMNS,
  MEASURES,
  monthsOf,
  SIGNED_COST_MEASURES,
  SIGNED_MEASURES,
  SIGNED_PRICE_MEASURES,
  sumsByDay,
} from "./rollups";

/** In a statement with the CTE `months`, which is the state of the books that nobody changes meanwhile. */
const IS_CLOSED = `${DAY} < (SELECT closed_before FROM months)`;
export const POSTED_DAY = `CASE WHEN ${IS_CLOSED} THEN (SELECT posted_on FROM months) ELSE ${DAY} END`;

const MONTHS = `months AS MATERIALIZED (
  SELECT summed_before, closed_before, greatest((now() AT TIME ZONE zone)::date, closed_before) AS posted_on FROM usage_months FOR SHARE
)`;

/** Of the request itself, as the ledger has it. */
const OF_ROW = [
  "gateway",
  "request_id",
  "occurred_at",
  "model",
  "provider",
  "pricing_source",
  "team",
  "end_user",
  "api_key_alias",
  "tags",
  "units",
] as const;

/** All that sums and corrections are made of. */
export const SUMMED_COLUMNS: readonly string[] = [
  ...new Set([
    ...OF_ROW,
    ...Object.values(MEASURES).flatMap((sql) => [...sql.matchAll(/logged\.(\w+)/g)].map(([, column]) => column ?? "")),
  ]),
];

type Correction = Readonly<{ kind: "late" | "removed" | "re-cost"; rows: string; measures: readonly string[] }>;

const noteCorrections = ({ kind, rows, measures }: Correction): string => `
  INSERT INTO usage_corrections (kind, posted_on, corrects_on, ${[...OF_ROW, ...MEASURE_COLUMNS].join(", ")})
  SELECT '${kind}', (SELECT posted_on FROM months), ${DAY}, ${OF_ROW.map((column) => `logged.${column}`).join(", ")}, ${measures.join(", ")}
  FROM ${rows} AS logged WHERE ${IS_CLOSED} GROUP BY ${DAY}, ${OF_ROW.map((column) => `logged.${column}`).join(", ")}`;

const IS_LATE = "day < (SELECT summed_before FROM months)";

const withMonths = (columns: readonly string[], isOfMonth: string): string => `(SELECT * FROM days
  UNION ALL ${monthsOf(`(SELECT * FROM days WHERE ${isOfMonth}) AS late_days`, columns)}) AS sums`;

/**
 * `isLate`: a row may be of a day that is in the sums of its month, or closed. Then the months are kept from being summed or closed
 * meanwhile.
 * `measures`: the others are 0 for these rows.
 */
export function sumLogged(sign: "+" | "-", isLate: boolean, measures = MEASURES): string {
  const columns = Object.keys(measures);
  if (!isLate) {
    return `days AS MATERIALIZED (${sumsByDay("logged", DAY, measures)}\n), summed AS (${addToSums("days", sign, columns)}\n)`;
  }
  const kind = sign === "+" ? "late" : "removed";
  const corrected = MEASURE_COLUMNS.map((column) => `${sign}(${MEASURES[column]})`);
  return `${MONTHS}, days AS MATERIALIZED (${sumsByDay("logged", POSTED_DAY, measures)}
), corrected AS (${noteCorrections({ kind, rows: "logged", measures: corrected })}
), summed AS (${addToSums(withMonths(columns, IS_LATE), sign, columns)}
)`;
}

/**
 * The CTEs that move the sums along with requests that change their price. `rows`: each request twice, as it is now with `sign` 1 and as
 * it was with `sign` -1. Only sums that differ are written. `hasSameKeys`: no request moves to other sums. `behindMonth`: SQL of the
 * month whose own sums follow later (`month-behind.ts`).
 */
export function moveSums(
  rows: string,
  { hasSameKeys, behindMonth }: Readonly<{ hasSameKeys: boolean; behindMonth: string }>,
): string {
  const columns = Object.keys(hasSameKeys ? SIGNED_COST_MEASURES : SIGNED_MEASURES);
  const days = hasSameKeys
    ? sumsByDay(rows, POSTED_DAY, SIGNED_COST_MEASURES)
    : sumsByDay(rows, POSTED_DAY, SIGNED_MEASURES, SIGNED_PRICE_MEASURES);
  const isOfMonth = `${IS_LATE} AND date_trunc('month', day) IS DISTINCT FROM ${behindMonth}`;
  return `${MONTHS}, days AS MATERIALIZED (
  SELECT * FROM (${days}) AS moved WHERE NOT (${isNothing(columns)})
), corrected AS (${noteCorrections({ kind: "re-cost", rows, measures: Object.values(SIGNED_MEASURES) })}
), summed AS (${addToSums(withMonths(columns, isOfMonth), "+", columns)}
)`;
}
