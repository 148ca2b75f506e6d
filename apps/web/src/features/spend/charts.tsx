/** The two charts with their frames; what draws them is loaded when it is needed. */
import { Skeleton } from "@mantine/core";
import type { DayRange } from "@ratecard/contract";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";
import { RouteLink } from "#web/components/links";
import { Panel } from "#web/components/page";
import { Quiet } from "#web/components/quiet";
import { costSeries, type CostSeries, type Dashboard, TOKEN_SERIES } from "./chart-series";
import { requestsSearch } from "./requests-search";
import classes from "./spend.module.css";

const CostChart = lazy(async () => ({ default: (await import("./day-charts")).CostChart }));
const TokenChart = lazy(async () => ({ default: (await import("./day-charts")).TokenChart }));

const CHART_HEIGHT_PX = 280;

export function CostPanel({ chart, range }: Pick<Dashboard, "chart" | "range">) {
  const navigate = useNavigate();
  const series = useMemo(() => costSeries(chart), [chart]);
  const open = (day: string, model: string | null) => {
    const search = requestsSearch({ ...(model === null ? {} : { model }), from: day, to: day });
    void navigate({ to: "/dashboard/logs", search });
  };
  return (
    <Panel title="Cost per model" description="USD a day, in UTC. Click a bar for its requests.">
      <Suspense fallback={<Skeleton height={CHART_HEIGHT_PX} />}>
        <CostChart days={chart.days} series={series} onOpen={open} />
      </Suspense>
      <CostLegend series={series} range={range} />
    </Panel>
  );
}

export function TokenPanel({ chart }: Pick<Dashboard, "chart">) {
  return (
    <Panel title="Tokens" description="A day, in UTC.">
      <Suspense fallback={<Skeleton height={CHART_HEIGHT_PX} />}>
        <TokenChart days={chart.days} />
      </Suspense>
      <ul className={classes.legend} aria-label="Kinds of token in the chart">
        {TOKEN_SERIES.map(({ name, label, color }) => (
          <li key={name}>
            <span className={classes.swatch} style={{ background: color }} aria-hidden />
            <Quiet>{label}</Quiet>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Every model is a link to its requests: what a click on a bar does, for the keyboard too. */
function CostLegend({ series, range: { from, to } }: Readonly<{ series: readonly CostSeries[]; range: DayRange }>) {
  return (
    <ul className={classes.legend} aria-label="Models in the chart">
      {series.map(({ key, color, label, model }) => (
        <li key={key}>
          <span className={classes.swatch} style={{ background: color }} aria-hidden />
          {model === null ? (
            <Quiet>{label}</Quiet>
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
