/**
 * The dashboard's numbers for programs, grouped and filtered.
 * Units   USD and token sums as decimal text. Time: days of the ledger; without a range the last 30, today included.
 * Errors  INVALID_INPUT when the answer would be too long, or too many requests would have to be added up one by one.
 */
import { addDays, type AnalyticsGroup, type AnalyticsQuery, type DayRange, type SpendScope } from "@ratecard/contract";
import type { PoolClient } from "pg";
import { refusedField } from "#server/errors/domain-error";
import { readZone } from "#server/ledger/ledger-days";
import type { Services } from "#server/services/context";
import { readTotals } from "./dashboard";
import { GROUP_KEY, groupText, openSums, type ReadFrom } from "#server/ledger/open-sums";
import { readConsistently, readUnits } from "./rows";
import { columnsOf, measures, type Spend } from "./spend-measures";

const MOST_ROWS = 50_000;
const DEFAULT_DAYS = 30;

export type AnalyticsRow = Spend & Readonly<Partial<Record<AnalyticsGroup, string>>>;

export async function analytics({ db, clock }: Pick<Services, "db" | "clock">, query: AnalyticsQuery) {
  const { groupBy, from: _from, to: _to, ...filters } = query;
  return readConsistently(db, async (client) => {
    const { today } = await readZone(client, clock());
    const range = rangeOf(query, today);
    const scope = { ...filters, ...range };
    const { rows, readFrom } = await readGroups(client, scope, groupBy);
    if (rows.length > MOST_ROWS) {
      throw refusedField("groupBy", "too-many-spend-rows", { most: MOST_ROWS });
    }
    const totals = await readTotals(client, scope);
    const units = await readUnits(client, scope);
    return { ...range, groupBy, readFrom, totals, units, rows: groupBy.length === 0 ? [] : rows };
  });
}

/** A single bound is completed to 30 days. */
function rangeOf({ from, to }: AnalyticsQuery, today: string): DayRange {
  const end = to ?? (from ? addDays(from, DEFAULT_DAYS - 1) : today);
  return { from: from ?? addDays(end, 1 - DEFAULT_DAYS), to: end };
}

async function readGroups(
  client: PoolClient,
  scope: SpendScope,
  groups: readonly AnalyticsGroup[],
): Promise<Readonly<{ rows: readonly AnalyticsRow[]; readFrom: ReadFrom }>> {
  const values: unknown[] = [];
  const { from, readFrom } = await openSums(client, scope, groups, (value) => `$${values.push(value)}`, columnsOf());
  const texts = groups.map((group) => `${groupText(group)} AS "${group}"`);
  const keys = groups.map((group) => GROUP_KEY[group]).join(", ");
  const { rows } = await client.query<AnalyticsRow>(
    `SELECT ${[...texts, measures()].join(", ")} FROM ${from}
     ${keys ? `GROUP BY ${keys} ORDER BY ${keys}` : ""} LIMIT ${MOST_ROWS + 1}`,
    values,
  );
  return { rows, readFrom };
}
