/** Prices with traffic that nobody looked at for too long. Told once a month, as there may be many of them. */
import { type AlertKindRule, linkTo, type Reading, type Span } from "./alert-kind";

type Unreviewed = Readonly<{ prices: number; examples: readonly string[] }>;

/** Looked at: written, or marked as reviewed. Requests: sent under the very name in the last 30 days. */
const UNREVIEWED = `WITH looked AS (
    SELECT model_name, greatest(max(recorded_at), (SELECT max(reviewed_at) FROM price_reviews AS review
      WHERE review.model_name = versions.model_name)) AS at
    FROM model_price_versions AS versions GROUP BY model_name
  ), used AS (
    SELECT model, sum(requests) AS requests FROM usage_by_model_day WHERE day > $1::date - 30 AND day <= $1::date GROUP BY model
  ), old AS (
    SELECT pricing.model_name AS name, used.requests FROM model_pricing AS pricing
    JOIN looked ON looked.model_name = pricing.model_name JOIN used ON used.model = pricing.model_name
    WHERE pricing.is_active AND looked.at < $2::timestamptz - make_interval(days => $3)
  )
  SELECT count(*)::integer AS prices,
    coalesce((SELECT array_agg(name) FROM (SELECT name FROM old ORDER BY requests DESC, name LIMIT 5) AS most), '{}') AS examples
  FROM old`;

export const priceUnreviewed: AlertKindRule<"price-unreviewed", Unreviewed> = {
  load: async ({ pool }: Reading, { days }, { to, now }: Span) =>
    (await pool.query<Unreviewed>(UNREVIEWED, [to, now, days])).rows[0] ?? { prices: 0, examples: [] },
  decide: ({ prices, examples }, { days }, { to }) =>
    prices === 0
      ? []
      : [
          {
            subject: "",
            period: to.slice(0, 7),
            title: `${prices} ${prices === 1 ? "price" : "prices"} with traffic not reviewed for ${days} days`,
            detail: `${examples.join(", ")}${prices > examples.length ? ` and ${prices - examples.length} more` : ""}.`,
            value: String(prices),
            limit: "0",
            unit: "prices",
            link: linkTo("/admin/model-pricing", { view: "findings", finding: "stale" }),
          },
        ],
  noHistory: "reviews-not-kept",
};
