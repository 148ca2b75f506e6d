/**
 * The dashboard's numbers for programs: sums of the rollup, grouped and filtered.
 * Units   USD and token sums as decimal text. Time: days of UTC; without a range the last 30, today included.
 * Errors  INVALID_INPUT when the answer would be too long.
 */
import { addDays, type AnalyticsGroup, type AnalyticsQuery, type DayRange } from "@ratecard/contract";
import type { PoolClient } from "pg";
import { refusedField } from "#server/errors/domain-error";
import type { Services } from "#server/services/context";
import { measures, readConsistently, readUnits, type Spend } from "./rows";

const MOST_ROWS = 50_000;
const DEFAULT_DAYS = 30;

const GROUP_SQL: Readonly<Record<AnalyticsGroup, string>> = {
  day: "day::text",
  month: "to_char(day, 'YYYY-MM')",
  model: "model",
  provider: "provider",
  source: "pricing_source",
};

export type AnalyticsRow = Spend & Readonly<Partial<Record<AnalyticsGroup, string>>>;

export async function analytics({ db, clock }: Pick<Services, "db" | "clock">, query: AnalyticsQuery) {
  const range = rangeOf(query, clock());
  return readConsistently(db, async (client) => {
    const rows = await readGroups(client, query, range, query.groupBy);
    if (rows.length > MOST_ROWS) {
      throw refusedField("groupBy", "too-many-spend-rows", { most: MOST_ROWS });
    }
    const [totals] = await readGroups(client, query, range, []);
    const units = await readUnits(client, { ...range, ...filterOf(query) });
    return { ...range, groupBy: query.groupBy, totals, units, rows: query.groupBy.length === 0 ? [] : rows };
  });
}

const filterOf = ({ model, provider, source }: AnalyticsQuery) => ({
  ...(model !== undefined && { model }),
  ...(provider !== undefined && { provider }),
  ...(source !== undefined && { source }),
});

/** A single bound is completed to 30 days. */
function rangeOf({ from, to }: AnalyticsQuery, now: Date): DayRange {
  const end = to ?? (from ? addDays(from, DEFAULT_DAYS - 1) : now.toISOString().slice(0, 10));
  return { from: from ?? addDays(end, 1 - DEFAULT_DAYS), to: end };
}

async function readGroups(
  client: PoolClient,
  { model, provider, source }: AnalyticsQuery,
  { from, to }: DayRange,
  groups: readonly AnalyticsGroup[],
): Promise<readonly AnalyticsRow[]> {
  const keys = groups.map((group) => `${GROUP_SQL[group]} AS "${group}"`);
  const positions = groups.map((_, index) => index + 1).join(", ");
  const { rows } = await client.query<AnalyticsRow>(
    `SELECT ${[...keys, measures()].join(", ")} FROM usage_by_model_day
     WHERE day BETWEEN $1::date AND $2::date AND ($3::text IS NULL OR model = $3)
       AND ($4::text IS NULL OR provider = $4) AND ($5::text IS NULL OR pricing_source = $5)
     ${positions ? `GROUP BY ${positions} ORDER BY ${positions}` : ""} LIMIT ${MOST_ROWS + 1}`,
    [from, to, model ?? null, provider ?? null, source ?? null],
  );
  return rows;
}
