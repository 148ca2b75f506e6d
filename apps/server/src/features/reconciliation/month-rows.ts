/** Closed months within the days of an invoice: whether the sums are still those of the statement. Units: USD as exact decimal text. */
import type { PoolClient } from "pg";
import type { LedgerScope } from "./ledger-rows";

/** Of all requests of the month, whoever served them. */
export type ClosedMonth = Readonly<{
  month: string;
  statementUsd: string;
  sumsUsd: string;
  /** What corrects it, and is counted in another month. */
  correctedUsd: string;
  hasMoved: boolean;
}>;

export async function readClosedMonths(client: PoolClient, { from, to }: LedgerScope): Promise<readonly ClosedMonth[]> {
  const { rows } = await client.query<ClosedMonth>(
    `SELECT to_char(month, 'YYYY-MM') AS month, body::jsonb->'totals'->>'costUsd' AS "statementUsd",
       trim_scale(sums.cost)::text AS "sumsUsd", trim_scale(corrected.cost)::text AS "correctedUsd",
       (body::jsonb->'totals'->>'costUsd')::numeric <> sums.cost AS "hasMoved"
     FROM month_statements
     CROSS JOIN LATERAL (SELECT coalesce(sum(cost_usd), 0) AS cost FROM usage_total_day
       WHERE day >= month AND day < month + interval '1 month') AS sums
     CROSS JOIN LATERAL (SELECT coalesce(sum(cost_usd), 0) AS cost FROM usage_corrections
       WHERE corrects_on >= month AND corrects_on < month + interval '1 month' AND posted_on >= month + interval '1 month') AS corrected
     WHERE reopened_at IS NULL AND month < $2::date + 1 AND month + interval '1 month' > $1::date ORDER BY month`,
    [from, to],
  );
  return rows;
}
