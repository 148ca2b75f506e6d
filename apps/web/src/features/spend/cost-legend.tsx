import { Text } from "@mantine/core";
import type { DayRange } from "@ratecard/contract";
import { RouteLink } from "#web/components/links";
import type { CostSeries } from "./cost-series";
import { requestsSearch } from "./requests-search";
import classes from "./spend.module.css";

/** Every model is a link to its requests: what a click on a bar does, for the keyboard too. */
export function CostLegend({
  series,
  range: { from, to },
}: Readonly<{ series: readonly CostSeries[]; range: DayRange }>) {
  return (
    <ul className={classes.legend} aria-label="Models in the chart">
      {series.map(({ key, color, label, model }) => (
        <li key={key}>
          <span className={classes.swatch} style={{ background: color }} aria-hidden />
          {model === null ? (
            <Text span inherit c="dimmed">
              {label}
            </Text>
          ) : (
            <RouteLink
              to="/dashboard/logs"
              search={requestsSearch({ model, from, to })}
              inherit
              c="inherit"
              title={label}
            >
              {label}
            </RouteLink>
          )}
        </li>
      ))}
    </ul>
  );
}
