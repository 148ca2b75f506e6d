/**
 * The catalogue changed the price of a name with traffic, or would: the change is in force, or waits for a decision.
 * Units   requests of the 30 days before the refresh: those that were priced by the name's entry, or sent under that very name.
 */
import { type AlertKindRule, linkTo, type Reading, type Span } from "./alert-kind";

type Moved = Readonly<{ key: string; kind: string; isWaiting: boolean; period: string; requests: string }>;

/** A change that waits is asked again by every refresh, but it waits since the same instant, and is news until somebody decides. */
const MOVED = `WITH changes AS (
    SELECT catalog_key AS key, kind, state = 'held' AS waits, requests, fetched_at,
      CASE WHEN held_since IS NULL THEN 'refresh ' || snapshot_id ELSE 'waits since ' || held_since END AS period
    FROM catalog_changes JOIN catalog_snapshots AS snapshot ON snapshot.id = snapshot_id
    WHERE kind <> 'added' AND state IN ('applied', 'held', 'accepted')
      AND (state = 'held' OR coalesce(held_since, fetched_at) >= (SELECT ledger_day_start($1::date, zone) FROM usage_months))
      AND coalesce(held_since, fetched_at) < (SELECT ledger_day_start($2::date + 1, zone) FROM usage_months)
  ), used AS (
    SELECT changes.*, greatest(requests, coalesce((SELECT sum(sums.requests) FROM usage_by_model_day AS sums
      WHERE sums.model = changes.key AND sums.day BETWEEN fetched_at::date - 30 AND fetched_at::date), 0)) AS sent
    FROM changes
  )
  SELECT key, kind, waits AS "isWaiting", period, sent::text AS requests FROM used WHERE sent >= $3 ORDER BY sent DESC, key`;

export const priceMoved: AlertKindRule<"price-moved", readonly Moved[]> = {
  load: async ({ pool }: Reading, { requests }, { from, to }: Span) =>
    (await pool.query<Moved>(MOVED, [from, to, requests])).rows,
  decide: (moved, { requests: limit }) =>
    moved.map(({ key, kind, isWaiting, period, requests }) => ({
      subject: key,
      period,
      title: `${key}: ${kind === "removed" ? "gone from the catalogue" : "the catalogue changed its price"}`,
      detail: `${isWaiting ? "The change waits for a decision." : "The change is in force."} ${requests} requests in the 30 days before it.`,
      value: requests,
      limit: String(limit),
      unit: "requests",
      link: linkTo("/admin/settings", { tab: "catalogue", ...(!isWaiting && { show: "snapshots" }) }),
    })),
  noHistory: null,
};
