/** How much of a budget is spent, and how much will be: a bar up to what is spent, a mark at what is expected, a line at all of it. */
import type { Budget } from "./budget-words";
import classes from "./budgets.module.css";

/** The bar ends there, so that what is beyond the budget shows. */
const MOST_PERCENT = 150;

export function BudgetBar({ budget: { spentPercent, forecastPercent, state } }: Readonly<{ budget: Budget }>) {
  return (
    <div
      className={classes.bar}
      role="img"
      aria-label={`${spentPercent} % spent, ${forecastPercent} % expected at the end of the month`}
      title={`${spentPercent} % spent, ${forecastPercent} % expected`}
    >
      <span className={classes.spent} data-state={state} style={{ width: placeOf(spentPercent) }} />
      <span className={classes.expected} style={{ left: placeOf(forecastPercent) }} />
      <span className={classes.whole} style={{ left: placeOf("100") }} />
    </div>
  );
}

const placeOf = (percent: string): string =>
  `${((Math.min(Number(percent), MOST_PERCENT) * 100) / MOST_PERCENT).toFixed(2)}%`;
