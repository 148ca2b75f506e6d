/** A budget of the month is used up by so many percent, or will be when the month ends. */
import { compare, picoUsd, toPico } from "@ratecard/money";
import { type AlertKindRule, type BudgetFact, linkTo, readableOf, usdOf } from "./alert-kind";
import { scopeWords } from "./spend-of-days";

export const budget: AlertKindRule<"budget", readonly BudgetFact[]> = {
  load: ({ sources }, _check, { now }) => sources.budgets(now),
  decide: (budgets, { measure, percent }, { to }) =>
    budgets.flatMap((fact) => {
      const { kind, name, amountUsd } = fact;
      const isForecast = measure === "forecast";
      const amount = isForecast ? fact.forecastUsd : fact.spentUsd;
      const limit = picoUsd(toPico(usdOf(amountUsd)) * BigInt(percent));
      if (compare(picoUsd(toPico(usdOf(amount)) * 100n), limit) <= 0) return [];
      return [
        {
          subject: kind === "all" ? "all" : `${kind} ${name}`,
          period: to.slice(0, 7),
          title: `Budget of ${scopeWords(kind, name)}: ${isForecast ? "expected" : "spent"} ${readableOf(amount)} of ${readableOf(amountUsd)}`,
          detail: `${readableOf(fact.spentUsd)} spent so far, ${readableOf(fact.forecastUsd)} expected at the end of ${to.slice(0, 7)}.`,
          value: isForecast ? fact.forecastPercent : fact.spentPercent,
          limit: String(percent),
          unit: "percent",
          link: linkTo("/dashboard/budgets", {}),
        },
      ];
    }),
  noHistory: "budgets-not-kept",
};
