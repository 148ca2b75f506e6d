/** A day cost more than it may. */
import { compare } from "@ratecard/money";
import { type AlertKindRule, readableOf, usdOf } from "./alert-kind";
import { exploreLink, scopeWords, type SpendOfDay, spendOfDays } from "./spend-of-days";

export const dailySpend: AlertKindRule<"daily-spend", readonly SpendOfDay[]> = {
  load: (reading, check, span) => spendOfDays(reading, check, span),
  decide: (days, { of, limitUsd }) =>
    days
      .filter(({ costUsd }) => compare(usdOf(costUsd), usdOf(limitUsd)) > 0)
      .map(({ name, day, costUsd }) => ({
        subject: name,
        period: day,
        title: `${scopeWords(of, name)}: ${readableOf(costUsd)} on ${day}`,
        detail: `The limit of a day is ${readableOf(limitUsd)}.`,
        value: costUsd,
        limit: limitUsd,
        unit: "usd",
        link: exploreLink({ of, name }, day, day),
      })),
  noHistory: null,
};
