/**
 * A model that was never sent before costs much on its first day.
 * Units   USD as decimal text; per 1M the whole cost of that day by its tokens, as the sums do not tell apart what else is billed.
 */
import { compare } from "@ratecard/money";
import { type AlertKindRule, readableOf, type Reading, type Span, usdOf } from "./alert-kind";
import { exploreLink } from "./spend-of-days";

type FirstDay = Readonly<{ model: string; day: string; costUsd: string; per1MUsd: string }>;

const FIRST_DAYS = `SELECT model, day::text, trim_scale(sum(cost_usd))::text AS "costUsd",
    trim_scale(round(coalesce(sum(cost_usd) * 1000000 / nullif(sum(prompt_tokens + completion_tokens), 0), 0), 12))::text AS "per1MUsd"
  FROM usage_by_model_day AS sums WHERE day BETWEEN $1::date AND $2::date
    AND NOT EXISTS (SELECT FROM usage_by_model_day AS earlier WHERE earlier.model = sums.model AND earlier.day < sums.day)
  GROUP BY model, day ORDER BY model`;

const WHAT_PER_1M_IS =
  "Per 1M is the whole cost of the day by its tokens, with what is billed by request, image or other unit.";

export const expensiveModel: AlertKindRule<"expensive-model", readonly FirstDay[]> = {
  load: firstDays,
  decide: (days, { per1MUsd, dayUsd }) =>
    days.flatMap((first) => {
      const isDear = compare(usdOf(first.per1MUsd), usdOf(per1MUsd)) > 0;
      const isMuch = compare(usdOf(first.costUsd), usdOf(dayUsd)) > 0;
      if (!isDear && !isMuch) return [];
      const { model, day } = first;
      return [
        {
          subject: model,
          period: day,
          title: `New model ${model}: ${readableOf(first.per1MUsd)} per 1M tokens, ${readableOf(first.costUsd)} on its first day`,
          detail: `First sent on ${day}. The limits are ${readableOf(per1MUsd)} per 1M tokens and ${readableOf(dayUsd)} a day. ${WHAT_PER_1M_IS}`,
          ...(isDear
            ? { value: first.per1MUsd, limit: per1MUsd, unit: "usd-per-1m" as const }
            : { value: first.costUsd, limit: dayUsd, unit: "usd" as const }),
          link: exploreLink({ of: "model", name: model }, day, day),
        },
      ];
    }),
  noHistory: null,
};

async function firstDays({ pool }: Reading, _check: unknown, { from, to }: Span): Promise<readonly FirstDay[]> {
  return (await pool.query<FirstDay>(FIRST_DAYS, [from, to])).rows;
}
