/**
 * What the ledger has booked in the days of an invoice, by model.
 * Units   USD and tokens as exact decimal text. Time: days of the ledger; instants as text of PostgreSQL.
 * Rules   `elsewhere` is what requests of these days add to the sums of other days, minus what those of other days add to these:
 *         corrections of closed months, and the hours by which a day of the invoice's zone is not one of the ledger's.
 */
import { COUNT_COLUMN, INPUT_PARTS, OUTPUT_PARTS, TOKEN_KINDS, type TokenKind } from "@ratecard/pricing";
import type { Pool, PoolClient } from "pg";
import { startOfDay } from "#server/ledger/ledger-days";

export type LedgerScope = Readonly<{ from: string; to: string; zone: string; providers: readonly string[] }>;

export type LedgerSum = Readonly<{ model: string; costUsd: string; guessedUsd: string }> &
  Readonly<Record<TokenKind, string>>;

/** Wholes without their parts, which are billed by themselves. */
function tokensOf(kind: TokenKind, sum: (column: string) => string): string {
  const parts = kind === "input" ? INPUT_PARTS : kind === "output" ? OUTPUT_PARTS : [];
  return [kind, ...parts].map((each) => sum(COUNT_COLUMN[each])).join(" - ");
}

const tokens = (sum: (column: string) => string): string =>
  TOKEN_KINDS.map((kind) => `trim_scale(${tokensOf(kind, sum)})::text AS "${kind}"`).join(", ");

const measures = (sum: (column: string) => string): string =>
  `model, trim_scale(${sum("cost_usd")})::text AS "costUsd", ${tokens(sum)}`;

const summed = (column: string): string => `coalesce(sum(${column}), 0)`;
const OF_PROVIDERS = `(cardinality($3::text[]) = 0 OR coalesce(provider, '') = ANY($3::text[]))`;

export async function readSums(
  client: PoolClient,
  { from, to, providers }: LedgerScope,
): Promise<readonly LedgerSum[]> {
  const { rows } = await client.query<LedgerSum>(
    `SELECT ${measures(summed)}, trim_scale(sum(default_cost_usd + placeholder_cost_usd))::text AS "guessedUsd"
     FROM usage_by_model_day WHERE day BETWEEN $1::date AND $2::date AND ${OF_PROVIDERS} GROUP BY model ORDER BY model`,
    [from, to, providers],
  );
  return rows;
}

/** Of the days, but posted on others; those of others that are posted here are taken away. */
export async function readCorrected(
  client: PoolClient,
  { from, to, providers }: LedgerScope,
): Promise<readonly LedgerSum[]> {
  const sides = (column: string) =>
    `coalesce(sum(${column} * CASE WHEN corrects_on BETWEEN $1::date AND $2::date THEN 1 ELSE -1 END), 0)`;
  const { rows } = await client.query<LedgerSum>(
    `SELECT ${measures(sides)}, '0' AS "guessedUsd" FROM usage_corrections
     WHERE (corrects_on BETWEEN $1::date AND $2::date) <> (posted_on BETWEEN $1::date AND $2::date) AND ${OF_PROVIDERS} GROUP BY model`,
    [from, to, providers],
  );
  return rows;
}

type Edges = Readonly<{ from: string; to: string; ledgerFrom: string; ledgerTo: string; isSame: boolean }>;

/** When the days begin and end in the invoice's zone, and in the ledger's. */
export async function readEdges(client: PoolClient, { from, to, zone }: LedgerScope): Promise<Edges> {
  const { rows } = await client.query<Edges>(
    `SELECT *, ("from", "to") = ("ledgerFrom", "ledgerTo") AS "isSame" FROM (SELECT ($1::date::timestamp AT TIME ZONE $3)::text AS "from",
       (($2::date + 1)::timestamp AT TIME ZONE $3)::text AS "to", ${startOfDay("$1::date")}::text AS "ledgerFrom",
       ${startOfDay("($2::date + 1)")}::text AS "ledgerTo") AS edges`,
    [from, to, zone],
  );
  const [edges] = rows;
  if (!edges) throw new Error("The zone of the ledger has no row.");
  return edges;
}

/** Requests of the hours between the two beginnings, and between the two ends. */
export async function readShifted(
  client: PoolClient,
  { from, to, ledgerFrom, ledgerTo }: Edges,
  providers: readonly string[],
): Promise<readonly LedgerSum[]> {
  const between = (left: string, right: string) =>
    `(occurred_at >= least(${left}, ${right}) AND occurred_at < greatest(${left}, ${right}))`;
  const [start, end, ownStart, ownEnd] = ["$1::timestamptz", "$2::timestamptz", "$4::timestamptz", "$5::timestamptz"];
  const sides = (column: string) =>
    `coalesce(sum(${column} * CASE WHEN occurred_at >= ${start} AND occurred_at < ${end} THEN 1 ELSE -1 END), 0)`;
  const { rows } = await client.query<LedgerSum>(
    `SELECT ${measures(sides)}, '0' AS "guessedUsd" FROM usage_logs
     WHERE (${between(start, ownStart)} OR ${between(end, ownEnd)}) AND ${OF_PROVIDERS} GROUP BY model`,
    [from, to, providers, ledgerFrom, ledgerTo],
  );
  return rows;
}

export type LedgerDay = Readonly<{ day: string; costUsd: string }>;

export async function readDays(
  pool: Pool,
  { from, to, providers }: LedgerScope,
  models: readonly string[],
): Promise<readonly LedgerDay[]> {
  const { rows } = await pool.query<LedgerDay>(
    `SELECT day::text, trim_scale(sum(cost_usd))::text AS "costUsd" FROM usage_by_model_day
     WHERE day BETWEEN $1::date AND $2::date AND ${OF_PROVIDERS} AND model = ANY($4::text[]) GROUP BY day ORDER BY day`,
    [from, to, providers, models],
  );
  return rows;
}

/** Of all requests of the days; the empty one: nobody knows. */
export async function readProviders(client: PoolClient, { from, to }: LedgerScope): Promise<readonly string[]> {
  const { rows } = await client.query<{ provider: string }>(
    "SELECT DISTINCT provider FROM usage_by_model_day WHERE day BETWEEN $1::date AND $2::date ORDER BY provider",
    [from, to],
  );
  return rows.map(({ provider }) => provider);
}
