/** The shares as bars of one height. Loaded lazily, as it brings recharts along. */
import { BarChart } from "@mantine/charts";
import { stepTick } from "#web/components/charts/chart-numbers";
import { exactCount } from "#web/components/count";
import classes from "./ledger-health.module.css";
import { COUNT_SERIES, type QualityDay, sharesOf } from "./quality-series";

export function QualityChart({ days }: Readonly<{ days: readonly QualityDay[] }>) {
  return (
    <BarChart
      className={classes.chart}
      data={days.map(sharesOf)}
      dataKey="day"
      type="percent"
      series={COUNT_SERIES.map(({ name, label, color }) => ({ name, label, color }))}
      gridAxis="x"
      tickLine="none"
      maxBarWidth={44}
      valueFormatter={exactCount}
      xAxisProps={{ tickFormatter: stepTick, interval: "equidistantPreserveStart", minTickGap: 28, tickMargin: 8 }}
      yAxisProps={{ interval: 0 }}
      barProps={{ isAnimationActive: false }}
      tooltipProps={{ isAnimationActive: false }}
    />
  );
}
