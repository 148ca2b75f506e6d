/**
 * How a statement that writes the rows `logged` keeps the sums: the CTEs that add them, or take them out.
 * Rules   what is of a closed month is posted on today instead, and noted as a correction: the sums of the closed day stay. So, for
 *         each day: its sums = its requests - what corrects it + what is posted on it (`compare-day.ts` proves it).
 */
import { addToSums, DAY, MEASURE_COLUMNS, MEASURES, monthsOf, SUM_KEY, SUMS_BY_DAY, sumsByDay } from "./rollups";

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

type Correction = Readonly<{ kind: "late" | "removed" | "re-cost"; rows: string; sign: "+" | "-" }>;

const noteCorrections = ({ kind, rows, sign }: Correction): string => `
  INSERT INTO usage_corrections (kind, posted_on, corrects_on, ${[...OF_ROW, ...MEASURE_COLUMNS].join(", ")})
  SELECT '${kind}', (SELECT posted_on FROM months), ${DAY}, ${OF_ROW.map((column) => `logged.${column}`).join(", ")},
    ${MEASURE_COLUMNS.map((column) => `${sign}(${MEASURES[column]})`).join(", ")}
  FROM ${rows} AS logged WHERE ${IS_CLOSED} GROUP BY ${DAY}, ${OF_ROW.map((column) => `logged.${column}`).join(", ")}`;

const WITH_LATE_MONTHS = `(SELECT * FROM days
  UNION ALL ${monthsOf("(SELECT days.* FROM days JOIN months ON day < summed_before) AS late_days")}) AS sums`;

/** `isLate`: a row may be of a month that is over. Then the months are kept from being summed or closed meanwhile. */
export function sumLogged(sign: "+" | "-", isLate: boolean): string {
  if (!isLate) return `days AS MATERIALIZED (${SUMS_BY_DAY}\n), summed AS (${addToSums("days", sign)}\n)`;
  const kind = sign === "+" ? "late" : "removed";
  return `${MONTHS}, days AS MATERIALIZED (${sumsByDay("logged", POSTED_DAY)}
), corrected AS (${noteCorrections({ kind, rows: "logged", sign })}
), summed AS (${addToSums(WITH_LATE_MONTHS, sign)}
)`;
}

/** The CTEs that take the rows `before` out of all sums and add what they became, `after`. Only sums that differ are written. */
export function moveSums(before: string, after: string): string {
  const [added, negated] = ["sum(", "-("].map((sql) =>
    MEASURE_COLUMNS.map((column) => `${sql}${column}) AS ${column}`).join(", "),
  );
  const moved = `SELECT ${SUM_KEY}, ${added}
  FROM (${sumsByDay(after, POSTED_DAY)} UNION ALL SELECT ${SUM_KEY}, ${negated} FROM (${sumsByDay(before, POSTED_DAY)}) AS gone) AS both_sides
  GROUP BY ${SUM_KEY} HAVING ${MEASURE_COLUMNS.map((column) => `sum(${column}) <> 0`).join(" OR ")}`;
  return `${MONTHS}, days AS MATERIALIZED (${moved}
), taken_back AS (${noteCorrections({ kind: "re-cost", rows: before, sign: "-" })}
), corrected AS (${noteCorrections({ kind: "re-cost", rows: after, sign: "+" })}
), summed AS (${addToSums(WITH_LATE_MONTHS, "+")}
)`;
}
