/**
 * Budgets, with what was spent of them in the month of today and what it will be at its end.
 * Units   USD as exact decimal text; percents with one decimal. Time: days of the ledger.
 * Rules   forecast = spent so far + for each day that remains the mean of the same weekday in the 28 days before today.
 */
import { isoInstant, type Transaction } from "@ratecard/prisma";
import type { BudgetKind, SetBudget } from "@ratecard/contract";
import type { Pool } from "pg";
import { dayOf } from "#server/ledger/ledger-days";

export type Budget = Readonly<{
  id: string;
  kind: BudgetKind;
  /** Empty for all. */
  name: string;
  amountUsd: string;
  spentUsd: string;
  forecastUsd: string;
  spentPercent: string;
  forecastPercent: string;
  state: "within" | "will-exceed" | "exceeded";
  updatedBy: string;
  updatedAt: string;
}>;

const WEEKS = 4;
const text = (sql: string) => `trim_scale(${sql})::text`;
const percent = (sql: string) => `round(100 * ${sql} / amount_usd, 1)::text`;

const LIST = `WITH month AS (
    SELECT today, date_trunc('month', today)::date AS first, (date_trunc('month', today) + interval '1 month - 1 day')::date AS last
    FROM (SELECT ${dayOf("$1::timestamptz")} AS today) AS now
  ), costs AS (
    SELECT 'all' AS kind, '' AS name, day, cost_usd FROM usage_total_day
    UNION ALL SELECT 'team', team, day, cost_usd FROM usage_by_team_day WHERE team IN (SELECT name FROM budgets WHERE kind = 'team')
    UNION ALL SELECT 'model', model, day, cost_usd FROM usage_by_model_day WHERE model IN (SELECT name FROM budgets WHERE kind = 'model')
  ), recent AS (
    SELECT costs.* FROM costs, month WHERE day >= least(first, today - ${7 * WEEKS}) AND day <= last
  ), spent AS (
    SELECT kind, name, sum(cost_usd) AS cost FROM recent, month WHERE day >= first GROUP BY kind, name
  ), weekdays AS (
    SELECT kind, name, extract(isodow FROM day) AS weekday, sum(cost_usd) AS cost
    FROM recent, month WHERE day >= today - ${7 * WEEKS} AND day < today GROUP BY 1, 2, 3
  ), remaining AS (
    SELECT extract(isodow FROM day) AS weekday, count(*) AS days
    FROM month, generate_series(today::timestamp + interval '1 day', last::timestamp, interval '1 day') AS day GROUP BY 1
  ), ahead AS (
    SELECT kind, name, sum(cost * days) / ${WEEKS} AS cost FROM weekdays JOIN remaining USING (weekday) GROUP BY kind, name
  ), measured AS (
    SELECT budgets.*, coalesce(spent.cost, 0) AS spent_usd,
      round(coalesce(spent.cost, 0) + coalesce(ahead.cost, 0), 12) AS forecast_usd
    FROM budgets LEFT JOIN spent USING (kind, name) LEFT JOIN ahead USING (kind, name)
  )
  SELECT id, kind, name, ${text("amount_usd")} AS "amountUsd", ${text("spent_usd")} AS "spentUsd",
    ${text("forecast_usd")} AS "forecastUsd", ${percent("spent_usd")} AS "spentPercent", ${percent("forecast_usd")} AS "forecastPercent",
    CASE WHEN spent_usd > amount_usd THEN 'exceeded' WHEN forecast_usd > amount_usd THEN 'will-exceed' ELSE 'within' END AS state,
    updated_by AS "updatedBy", ${isoInstant("updated_at", "MS")} AS "updatedAt"
  FROM measured ORDER BY kind, name`;

export async function findBudgets(pool: Pool, now: Date): Promise<readonly Budget[]> {
  return (await pool.query<Budget>(LIST, [now])).rows;
}

/** One writer at a time, so that what it read is what it changes: a row that is not there yet cannot be locked. */
const lockBudgets = (tx: Transaction) => tx.$executeRaw`LOCK TABLE budgets IN SHARE ROW EXCLUSIVE MODE`;

/** Answers the amount of before as decimal text; null: there was none. */
export async function saveBudget(
  tx: Transaction,
  { kind, name, amountUsd }: SetBudget,
  by: string,
  at: Date,
): Promise<string | null> {
  await lockBudgets(tx);
  const before = await tx.$queryRaw<{ amount: string }[]>`
    SELECT trim_scale(amount_usd)::text AS amount FROM budgets WHERE kind = ${kind} AND name = ${name}`;
  await tx.$executeRaw`INSERT INTO budgets (kind, name, amount_usd, updated_by, updated_at)
    VALUES (${kind}, ${name}, ${amountUsd}::numeric, ${by}, ${at})
    ON CONFLICT (kind, name) DO UPDATE SET amount_usd = excluded.amount_usd, updated_by = excluded.updated_by,
      updated_at = excluded.updated_at`;
  return before[0]?.amount ?? null;
}

/** Answers the amount as decimal text; null: there is none. */
export async function deleteBudget(tx: Transaction, id: string): Promise<string | null> {
  await lockBudgets(tx);
  const rows = await tx.$queryRaw<{ amount: string }[]>`DELETE FROM budgets WHERE id = ${id}::uuid
    RETURNING trim_scale(amount_usd)::text AS amount`;
  return rows[0]?.amount ?? null;
}
