/**
 * One step of a run in one statement: requests get their new cost, each is kept with its old one, the sums move along, and the run
 * goes on from there. All of it or nothing, so that a killed server leaves whole steps behind.
 * Units   USD as decimal text. Time: a step takes well under 100 ms (`run-recost.ts`), so that nobody waits for its locks.
 * Errors  none: a run that was cancelled, that another server carries on, or whose prices moved answers null and nothing is written.
 *         A request that somebody changed since it was read stays as it is (its `xmin` is another).
 * Source  rows and sums are written in the order of their keys, or the intake beside it could deadlock.
 */
import type { Pool } from "pg";
import type { Priced } from "#server/ledger/charge-again";
import { moveSums, SUMMED_COLUMNS } from "#server/ledger/sum-logged";
import { moveUnits } from "#server/ledger/units";
import type { Candidate, RunCursor } from "./read-candidates";

export type Step = Readonly<{
  runId: string;
  /** null: costs are given back, whatever prices are. */
  priceVersion: string | null;
  /** null: nothing is done yet. */
  from: RunCursor | null;
  candidates: readonly Candidate[];
}>;

type Changed = Readonly<{ request: Candidate["request"]; priced: Priced }>;

type Column = readonly [name: string, type: string, of: (changed: Changed) => unknown];

/** Lists of texts travel as the text of their own literal: unnest() flattens arrays of arrays. */
const listOf = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, "\\$&")}"`).join(",")}}`;

const INPUT: readonly Column[] = [
  ["occurred_at", "timestamptz", ({ request }) => request.occurredAt],
  ["request_id", "text", ({ request }) => request.requestId],
  ["gateway", "text", ({ request }) => request.gateway],
  ["read_cost_usd", "numeric", ({ request }) => request.costUsd],
  ["read_pricing_source", "text", ({ request }) => request.source],
  ["provider", "text", ({ priced }) => priced.provider],
  ["cost_usd", "numeric", ({ priced }) => priced.costUsd],
  ["pricing_source", "text", ({ priced }) => priced.source],
  ["price_version_id", "bigint", ({ priced }) => priced.priceVersionId],
  ["catalog_snapshot_id", "bigint", ({ priced }) => priced.catalogSnapshotId],
  ["catalog_key", "text", ({ priced }) => priced.catalogKey],
  ["flags", "text[]", ({ priced }) => listOf(priced.flags)],
  ["not_priced", "text[]", ({ priced }) => listOf(priced.notPriced)],
];

/** What a run changes of a request. */
const MOVED = INPUT.slice(INPUT.findIndex(([name]) => name === "provider")).map(([name, type]) => ({
  name,
  value: type === "text[]" ? `input.${name}::text[]` : `input.${name}`,
}));
const OLD_AND_NEW = ["old", "new"].flatMap((age) => MOVED.map(({ name }) => `${age}_${name}`));
const KEY = "occurred_at, request_id, gateway";
const IS_MOVED = new Set(MOVED.map(({ name }) => name));
/** What the sums of a request are made of, and what is kept of it. */
const READ = [...new Set([...SUMMED_COLUMNS, ...IS_MOVED])];
/** Parameters before those of `INPUT`. */
const GIVEN = 8;

const sameKey = (other: string) =>
  KEY.split(", ")
    .map((column) => `logged.${column} = ${other}.${column}`)
    .join(" AND ");

/** `hasSameKeys`: no request moves to other sums, so that most measures stay as they are. */
type Shape = Readonly<{ hasUnits: boolean; hasSameKeys: boolean }>;

/** $1 run, $2 price version, $3 cursor before, $4 cursor after, $5 looked at, $6 unpriceable, $7 and $8 bounds of time. */
const statement = ({ hasUnits, hasSameKeys }: Shape): string => `
WITH run AS MATERIALIZED (
  SELECT id, behind_month FROM recost_runs
  WHERE id = $1::uuid AND state = 'running' AND cursor IS NOT DISTINCT FROM $3::text[]
    AND ($2::bigint IS NULL OR (SELECT version FROM pricing_version) = $2::bigint)
  FOR UPDATE
), input AS MATERIALIZED (
  SELECT item.* FROM unnest(${INPUT.map(([, type], index) => `$${index + GIVEN + 1}::${type === "text[]" ? "text" : type}[]`).join(", ")})
    AS item (${INPUT.map(([name]) => name).join(", ")}), run
), before_run AS MATERIALIZED (
  SELECT ${[...KEY.split(", "), "xmin"].map((column) => `logged.${column}`).join(", ")},
    ${MOVED.map(({ name, value }) => `logged.${name} AS old_${name}, ${value} AS new_${name}`).join(", ")}
  FROM usage_logs AS logged JOIN input ON ${sameKey("input")}
  WHERE logged.occurred_at BETWEEN $7::timestamptz AND $8::timestamptz
    AND logged.cost_usd IS NOT DISTINCT FROM input.read_cost_usd AND logged.pricing_source = input.read_pricing_source
  ORDER BY logged.occurred_at, logged.request_id, logged.gateway
), after_run AS (
  UPDATE usage_logs AS logged SET ${MOVED.map(({ name }) => `${name} = before_run.new_${name}`).join(", ")}
  FROM before_run WHERE ${sameKey("before_run")} AND logged.occurred_at BETWEEN $7::timestamptz AND $8::timestamptz
    AND logged.xmin = before_run.xmin
  RETURNING ${READ.map((column) => `logged.${column}`).join(", ")}, ${OLD_AND_NEW.map((column) => `before_run.${column}`).join(", ")}
), both_sides AS MATERIALIZED (
  SELECT 1 AS sign, ${READ.join(", ")} FROM after_run
  UNION ALL SELECT -1, ${READ.map((column) => (IS_MOVED.has(column) ? `old_${column}` : column)).join(", ")} FROM after_run
), kept AS (
  INSERT INTO cost_adjustments (run_id, ${KEY}, ${OLD_AND_NEW.join(", ")})
  SELECT $1::uuid, ${KEY}, ${OLD_AND_NEW.join(", ")} FROM after_run
), ${moveSums("both_sides", { hasSameKeys, behindMonth: "(SELECT behind_month FROM run)" })}${hasUnits ? `, units AS (${moveUnits("both_sides")})` : ""}, totals AS (
  SELECT count(*) AS changed, coalesce(sum(old_cost_usd), 0) AS old_cost_usd, coalesce(sum(cost_usd), 0) AS new_cost_usd FROM after_run
)
UPDATE recost_runs AS runs SET cursor = $4::text[], looked = runs.looked + $5::bigint, unpriceable = runs.unpriceable + $6::bigint,
  changed = runs.changed + totals.changed, old_cost_usd = runs.old_cost_usd + totals.old_cost_usd,
  new_cost_usd = runs.new_cost_usd + totals.new_cost_usd
FROM run, totals WHERE runs.id = run.id
RETURNING runs.looked::float8 AS looked, runs.changed::float8 AS changed`;

const STATEMENTS = [false, true].flatMap((hasUnits) =>
  [false, true].map((hasSameKeys) => ({ hasUnits, hasSameKeys, text: statement({ hasUnits, hasSameKeys }) })),
);

export type StepDone = Readonly<{ looked: number; changed: number }>;

export const cursorOf = ({ request }: Candidate): RunCursor => [request.occurredAt, request.requestId, request.gateway];

export async function saveStep(pool: Pool, { runId, priceVersion, from, candidates }: Step): Promise<StepDone | null> {
  const [first, last] = [candidates[0], candidates.at(-1)];
  if (!first || !last) return null;
  const changed = candidates.flatMap(({ request, decision }): Changed[] =>
    decision.kind === "changed" ? [{ request, priced: decision.priced }] : [],
  );
  const unpriceable = candidates.filter(({ decision }) => decision.kind === "unpriceable").length;
  const hasUnits = changed.some(({ request }) => request.units !== null);
  const hasSameKeys = changed.every(
    ({ request, priced }) => request.provider === priced.provider && request.source === priced.source,
  );
  const index = STATEMENTS.findIndex((each) => each.hasUnits === hasUnits && each.hasSameKeys === hasSameKeys);
  const given = [runId, priceVersion, from, cursorOf(last), candidates.length, unpriceable];
  const bounds = [first.request.occurredAt, last.request.occurredAt];
  const { rows } = await pool.query<StepDone>({
    name: `recost.step.${index}`,
    text: STATEMENTS[index]?.text ?? "",
    values: [...given, ...bounds, ...INPUT.map(([, , of]) => changed.map(of))],
  });
  return rows[0] ?? null;
}
