/** Too much of the cost of a day was priced by the default entry. The share is of the cost, not of the requests. */
import { compare, ratio, toPico } from "@ratecard/money";
import { type AlertKindRule, linkTo, readableOf, type Reading, type Span, usdOf } from "./alert-kind";

type CostOfDay = Readonly<{ day: string; costUsd: string; defaultUsd: string }>;

export const defaultShare: AlertKindRule<"default-share", readonly CostOfDay[]> = {
  load: costsOfDays,
  decide: (days, { percent, floorUsd }) =>
    days.flatMap(({ day, costUsd, defaultUsd }) => {
      const [cost, guessed] = [usdOf(costUsd), usdOf(defaultUsd)];
      if (compare(cost, usdOf(floorUsd)) < 0 || toPico(guessed) * 100n <= toPico(cost) * BigInt(percent)) return [];
      const share = percentOf(ratio(guessed, cost));
      return [
        {
          subject: "",
          period: day,
          title: `${share} % of the cost of ${day} is priced by the default entry`,
          detail: `${readableOf(defaultUsd)} of ${readableOf(costUsd)}. The limit is ${percent} %.`,
          value: share,
          limit: String(percent),
          unit: "percent",
          link: linkTo("/admin/default-priced", { period: "custom", from: day, to: day }),
        },
      ];
    }),
  noHistory: null,
};

/** "0.0712" is "7.12". */
function percentOf(share: string | undefined): string {
  const [whole = "0", decimals = ""] = (share ?? "0").split(".");
  const digits = `${whole}${decimals.padEnd(4, "0")}`.replace(/^0+(?=\d{3})/, "");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.?0+$/, "");
}

async function costsOfDays({ pool }: Reading, _check: unknown, { from, to }: Span): Promise<readonly CostOfDay[]> {
  const { rows } = await pool.query<CostOfDay>(
    `SELECT day::text, trim_scale(cost_usd)::text AS "costUsd", trim_scale(default_cost_usd)::text AS "defaultUsd"
     FROM usage_total_day WHERE day BETWEEN $1::date AND $2::date ORDER BY day`,
    [from, to],
  );
  return rows;
}
