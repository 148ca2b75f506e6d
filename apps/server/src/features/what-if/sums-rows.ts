/** What was booked in some days, from the sums of the ledger. Units: USD as decimal text; requests. Time: days of the ledger. */
import type { WhatIfQuestion } from "@ratecard/contract";
import { readOneState, withConnection } from "@ratecard/prisma";
import type { Pool, PoolClient } from "pg";
import type { Name } from "#server/impact/impact-of-change";
import { SUMMED_COLUMNS, trafficOf, type TrafficRow } from "#server/impact/traffic";
import { startOfDay } from "#server/ledger/ledger-days";
import { groupText, openSums } from "#server/ledger/open-sums";
import type { Counts, DayOfName, LedgerDay } from "./replay";

export type BookedSum = Counts & Readonly<{ name: string; costUsd: string }>;

export type Booked = Readonly<{
  byModel: readonly BookedSum[];
  byDay: readonly BookedSum[];
  names: readonly Name[];
  days: readonly LedgerDay[];
  /** Of the sums, those that are not 0. */
  columns: readonly string[];
}>;

const USED = SUMMED_COLUMNS.map((column) => `sum(${column}) > 0 AS ${column}`).join(", ");

type Group = "day" | "model" | "provider";

async function select<Row extends object>(
  client: PoolClient,
  question: WhatIfQuestion,
  groups: readonly Group[],
  columns: string,
  filter?: Readonly<{ where: string; value: unknown[] }>,
): Promise<readonly Row[]> {
  const values: unknown[] = [...(filter?.value ?? [])];
  const { change: _change, ...scope } = question;
  const { from } = await openSums(client, scope, groups, (value) => `$${values.push(value)}`);
  const keys = groups.map((group) => `${groupText(group)} AS ${group}`);
  const { rows } = await client.query<Row>(
    `SELECT ${[...keys, columns].join(", ")} FROM ${from} ${filter ? `WHERE ${filter.where}` : ""}
     ${groups.length > 0 ? `GROUP BY ${groups.join(", ")}` : ""}`,
    values,
  );
  return rows;
}

const MEASURED = `sum(requests)::float8 AS requests, sum(unpriced_requests)::float8 AS unpriced, sum(reports)::float8 AS reports,
  sum(unpriced_reports)::float8 AS "unpricedReports", trim_scale(sum(cost_usd))::text AS "costUsd"`;

/** One state of the database: all parts agree while usage arrives. `read` may ask the same state more. */
export const readBooked = <T>(
  pool: Pool,
  question: WhatIfQuestion,
  read: (booked: Booked, more: More) => Promise<T>,
): Promise<T> =>
  withConnection(pool, (client) =>
    readOneState(client, async () => {
      type Measured = Omit<BookedSum, "name"> & Readonly<Record<Group, string>>;
      const byModel = await select<Measured>(client, question, ["model", "provider"], MEASURED);
      const byDay = await select<Measured>(client, question, ["day"], MEASURED);
      const used = await select<Record<string, boolean>>(client, question, [], USED);
      const booked: Booked = {
        columns: SUMMED_COLUMNS.filter((column) => used[0]?.[column] === true),
        byModel: byModel.map(({ model, provider: _provider, ...sums }) => ({ ...sums, name: model })),
        byDay: byDay.map(({ day, ...sums }) => ({ ...sums, name: day })),
        names: byModel.map(({ model, provider }) => ({ model, provider: provider || undefined })),
        days: await readDays(client, question),
      };
      return read(booked, {
        daysOf: (names) => readDaysOfNames(client, question, names, booked),
        allNames: () => readAllNames(client, question),
      });
    }),
  );

type More = Readonly<{
  /** Each of the names, day by day. */
  daysOf: (names: readonly Name[]) => Promise<readonly DayOfName[]>;
  /** Of models, whatever the question is filtered by. */
  allNames: () => Promise<readonly string[]>;
}>;

async function readAllNames(client: PoolClient, { from, to, change }: WhatIfQuestion): Promise<readonly string[]> {
  const rows = await select<{ model: string }>(client, { from, to, change }, ["model"], "count(*) AS sums");
  return rows.map(({ model }) => model);
}

async function readDays(client: PoolClient, { from, to }: WhatIfQuestion): Promise<readonly LedgerDay[]> {
  const epoch = (day: string) => `(extract(epoch FROM ${startOfDay(day)}) * 1000)::float8`;
  const { rows } = await client.query<LedgerDay>(
    `SELECT day::date::text AS day, ${epoch("day::date")} AS from, ${epoch("day::date + 1")} AS until
     FROM generate_series($1::date, $2::date, interval '1 day') AS day ORDER BY day`,
    [from, to],
  );
  return rows;
}

type SummedRow = TrafficRow &
  Readonly<{ day: string; booked: string } & Record<"unpriced" | "unpricedReports", string>>;

const summed = (columns: readonly string[]) =>
  [
    ...columns.map((column) => `sum(${column})::text AS ${column}`),
    "sum(cost_usd)::text AS booked",
    "sum(unpriced_requests)::text AS unpriced",
    'sum(unpriced_reports)::text AS "unpricedReports"',
  ].join(", ");

/** What is 0 in all of them is not asked for: of many kinds of tokens most are. */
async function readDaysOfNames(
  client: PoolClient,
  question: WhatIfQuestion,
  names: readonly Name[],
  { days, columns }: Pick<Booked, "days" | "columns">,
): Promise<readonly DayOfName[]> {
  if (names.length === 0) return [];
  const dayOf = new Map(days.map((day) => [day.day, day]));
  const filter = {
    where: "(model, provider) IN (SELECT * FROM unnest($1::text[], $2::text[]))",
    value: [names.map(({ model }) => model), names.map(({ provider }) => provider ?? "")],
  };
  const rows = await select<SummedRow>(client, question, ["day", "model", "provider"], summed(columns), filter);
  return rows.flatMap((row) => {
    const day = dayOf.get(row.day);
    if (!day) return [];
    const reported = { reports: Number(row.reports ?? "0"), unpricedReports: Number(row.unpricedReports) };
    return [{ ...trafficOf(row), ...reported, day, bookedUsd: row.booked, unpriced: Number(row.unpriced) }];
  });
}
