/**
 * The catalogue changed the price of a name with traffic, or would: the change is in force, or waits for a decision. One that
 * waited and was rejected, or went away upstream, was news until then.
 * Units   requests of the 30 days up to the refresh: those that were priced by the name's entry, or sent under that very name.
 */
import { dayOf } from "#server/ledger/ledger-days";
import { type AlertKindRule, linkTo, type Reading, type Span } from "./alert-kind";

type State = "in force" | "waits" | "over";
type Moved = Readonly<{ key: string; kind: string; state: State; period: string; requests: string }>;

/**
 * A change that waits is asked again by every refresh, each time as a row in the place of the one before. But it waits since the same
 * instant, and is news once, until somebody decides: of its rows with enough requests the newest says how it stands.
 */
const MOVED = `WITH changes AS (
    SELECT catalog_key AS key, kind, requests, snapshot_id, ${dayOf("fetched_at")} AS day,
      CASE state WHEN 'held' THEN 'waits' WHEN 'rejected' THEN 'over' WHEN 'superseded' THEN 'over' ELSE 'in force' END AS state,
      CASE WHEN held_since IS NULL THEN 'refresh ' || snapshot_id ELSE 'waits since ' || held_since END AS period
    FROM catalog_changes JOIN catalog_snapshots AS snapshot ON snapshot.id = snapshot_id
    WHERE kind <> 'added'
      AND (state = 'held' OR coalesce(held_since, fetched_at) >= (SELECT ledger_day_start($1::date, zone) FROM usage_months))
      AND coalesce(held_since, fetched_at) < (SELECT ledger_day_start($2::date + 1, zone) FROM usage_months)
  ), used AS (
    SELECT changes.*, greatest(requests, coalesce((SELECT sum(sums.requests) FROM usage_by_model_day AS sums
      WHERE sums.model = changes.key AND sums.day > changes.day - 30 AND sums.day <= changes.day), 0)) AS sent
    FROM changes
  ), newest AS (
    SELECT DISTINCT ON (key, period) * FROM used WHERE sent >= $3 ORDER BY key, period, snapshot_id DESC
  )
  SELECT key, kind, state, period, sent::text AS requests FROM newest ORDER BY sent DESC, key, period`;

const STANDS: Readonly<Record<State, string>> = {
  "in force": "The change is in force.",
  waits: "The change waits for a decision.",
  over: "The change waited for a decision, and is not in force.",
};

export const priceMoved: AlertKindRule<"price-moved", readonly Moved[]> = {
  load: async ({ pool }: Reading, { requests }, { from, to }: Span) =>
    (await pool.query<Moved>(MOVED, [from, to, requests])).rows,
  decide: (moved, { requests: limit }) =>
    moved.map(({ key, kind, state, period, requests }) => ({
      subject: key,
      period,
      title: `${key}: ${kind === "removed" ? "gone from the catalogue" : "the catalogue changed its price"}`,
      detail: `${STANDS[state]} ${requests} requests in the 30 days before it.`,
      value: requests,
      limit: String(limit),
      unit: "requests",
      link: linkTo("/admin/settings", { tab: "catalogue", ...(state !== "waits" && { show: "snapshots" }) }),
      isOver: state === "over",
    })),
  noHistory: null,
};
