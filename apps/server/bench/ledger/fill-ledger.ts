/**
 * A ledger of a year in SQL alone, as an intake would have left it: few models and users make most requests, weekends are quiet, and
 * rows lie in the order of their time.
 * Units   rows of the whole year, about; a day is one statement. `isEven`: every member as often as any other, so that a few rows
 *         reach every member on every day.
 */
import { addDays } from "@ratecard/contract";
import { KEY_ALIASES, MODELS, PROVIDERS, TAGS, TEAMS, USERS } from "./events";

export const DAYS = 365;
const DAYS_TOLD = 73;
/** Of a weekend day, beside a working day. */
const WEEKEND_SHARE = 0.4;
const WORKING_DAYS_A_WEEK = 5 + 2 * WEEKEND_SHARE;

export type Filling = Readonly<{ rows: number; isEven: boolean; lastDay: string }>;

/** With statistics, without rollups. */
export async function fillLedger(
  run: (sql: string, values?: unknown[]) => Promise<unknown>,
  { rows, isEven, lastDay }: Filling,
): Promise<void> {
  await run("SET synchronous_commit = off");
  const days = Array.from({ length: DAYS }, (_, nth) => addDays(lastDay, nth + 1 - DAYS));
  for (const month of new Set(days.map((day) => `${day.slice(0, 7)}-01`))) {
    await run("SELECT ensure_usage_month($1::date)", [month]);
  }
  const insert = insertDay(isEven);
  for (const [nth, day] of days.entries()) {
    await run(insert, [day, rowsOf(day, rows), nth]);
    if ((nth + 1) % DAYS_TOLD === 0) process.stdout.write(`day ${nth + 1} of ${DAYS} is filled\n`);
  }
  await run("VACUUM ANALYZE usage_logs, usage_keys");
}

function rowsOf(day: string, rowsOfYear: number): number {
  const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
  return Math.round((rowsOfYear / DAYS) * (7 / WORKING_DAYS_A_WEEK) * (isWeekend ? WEEKEND_SHARE : 1));
}

/** From 0. The first of a thousand makes a tenth of all. */
const pick = (members: number, isEven: boolean): string =>
  isEven ? `floor(random() * ${members})::int` : `floor(power(${members + 1}, random()))::int - 1`;

/** $1 day, $2 rows, $3 number of the day. Two per cent fail; three per cent need a price, some of them have no cost. */
const insertDay = (isEven: boolean): string => `
WITH drawn AS MATERIALIZED (
  SELECT nth, $1::date + (random() + random()) / 2 * interval '1 day' AS occurred_at,
    ${pick(MODELS, isEven)} AS model, ${pick(USERS, isEven)} AS member, ${pick(KEY_ALIASES, isEven)} AS key_alias,
    ${pick(TEAMS, isEven)} AS team, floor(random() * ${TAGS})::int AS tag, random() AS luck, random() < 0.02 AS is_error,
    200 + floor(random() * 6000)::int AS prompt, 20 + floor(random() * 1500)::int AS completion, random() AS cached
  FROM generate_series(1, $2::int) AS nth
), made AS MATERIALIZED (
  SELECT lpad(to_hex($3::int), 4, '0') || lpad(to_hex(nth), 8, '0') || '-' || md5(nth::text) AS request_id, drawn.*,
    floor(prompt * cached)::int AS cache_read,
    CASE WHEN luck < 0.02 THEN 'default' WHEN luck < 0.03 THEN 'none' WHEN luck < 0.1 THEN 'catalog-bare' ELSE 'local-exact' END AS source
  FROM drawn ORDER BY occurred_at
), charged AS MATERIALIZED (
  SELECT *, CASE WHEN source <> 'none' THEN
      ((prompt - cache_read) * 3 + cache_read * 0.3 + completion * 15)::numeric / 1000000 END AS cost_usd
  FROM made
), keys AS (
  INSERT INTO usage_keys (request_id, gateway, content_hash, occurred_at)
  SELECT request_id, 'bench', md5(request_id), occurred_at FROM charged
)
INSERT INTO usage_logs (request_id, gateway, occurred_at, received_at, model, provider, token_source, prompt_tokens, completion_tokens,
  cache_read_tokens, total_tokens, cost_usd, booked_cost_usd, pricing_source, flags, end_user, team, api_key_alias, tags, latency_ms,
  status_code, is_error)
SELECT request_id, 'bench', occurred_at, occurred_at, 'bench-model-' || model,
  (ARRAY['${PROVIDERS.join("', '")}'])[model % ${PROVIDERS.length} + 1], 'actual', prompt, completion, cache_read, prompt + completion,
  cost_usd, cost_usd, source, CASE WHEN luck > 0.97 THEN '{provider-guessed}'::text[] ELSE '{}' END, 'user-' || member || '@example.org',
  'team-' || team, 'key-' || key_alias, CASE WHEN luck > 0.5 THEN ARRAY['tag-' || tag] ELSE '{}' END, 200 + completion * 10,
  CASE WHEN is_error THEN 500 ELSE 200 END, is_error
FROM charged`;
