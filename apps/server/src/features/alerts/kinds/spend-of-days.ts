/** What was spent a day by all, by models or by teams, from the sums. Units: USD as decimal text. Time: days of the ledger. */
import { addDays, type AlertScope } from "@ratecard/contract";
import { withConnection } from "@ratecard/prisma";
import { openSums } from "#server/ledger/open-sums";
import { linkTo, type Reading } from "./alert-kind";

export type SpendOfDay = Readonly<{ name: string; day: string; costUsd: string }>;
export type SpendScope = Readonly<{ of: AlertScope; name: string }>;

const SUMS = {
  all: { table: "usage_total_day", name: "''" },
  model: { table: "usage_by_model_day", name: "model" },
  team: { table: "usage_by_team_day", name: "team" },
} as const;

/** Requests without a team are nobody's. Ordered by name and day. */
export async function spendOfDays(
  { pool }: Pick<Reading, "pool">,
  { of, name }: SpendScope,
  { from, to }: Readonly<{ from: string; to: string }>,
): Promise<readonly SpendOfDay[]> {
  const sums = SUMS[of];
  const isNamed = of !== "all" && name !== "";
  const { rows } = await pool.query<SpendOfDay>(
    `SELECT ${sums.name} AS name, day::text, trim_scale(sum(cost_usd))::text AS "costUsd" FROM ${sums.table}
     WHERE day BETWEEN $1::date AND $2::date ${of === "team" ? "AND team <> ''" : ""} ${isNamed ? `AND ${sums.name} = $3` : ""}
     GROUP BY 1, 2 ORDER BY 1, 2`,
    isNamed ? [from, to, name] : [from, to],
  );
  return rows;
}

const FIRST_DAY = "2000-01-01";

/** Which of some names were used before a day. */
export async function namesBefore(
  { pool }: Pick<Reading, "pool">,
  of: AlertScope,
  names: readonly string[],
  day: string,
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const scope = { from: FIRST_DAY, to: addDays(day, -1), ...(of !== "all" && { [of]: names }) };
  const values: unknown[] = [];
  return withConnection(pool, async (client) => {
    const { from } = await openSums(client, scope, [], (value) => `$${values.push(value)}`);
    const { rows } = await client.query<{ name: string }>(
      `SELECT DISTINCT ${SUMS[of].name} AS name FROM ${from}`,
      values,
    );
    return new Set(rows.map(({ name }) => name));
  });
}

export const scopeWords = (of: AlertScope, name: string): string =>
  of === "all" ? "All requests" : `${of === "team" ? "Team" : "Model"} ${name}`;

/** The costs of a day in Explore, by what they were spent on. */
export const exploreLink = ({ of, name }: SpendScope, from: string, to: string): string =>
  linkTo("/dashboard/explore", {
    period: "custom",
    from,
    to,
    group: of === "model" ? "team" : "model",
    ...(of !== "all" && { [of]: name }),
  });
