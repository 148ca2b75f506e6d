/** Cost a day, stacked by model. Loaded lazily: it brings recharts along. A click on a bar opens the requests behind it. */
import { BarChart } from "@mantine/charts";
import { Money } from "#web/components/money";
import type { CostSeries } from "./chart-series";
import { ChartTip, dayTick, type TipRow, usdTick } from "./chart-tip";
import type { SpendChart } from "./dashboard-data";
import classes from "./spend.module.css";

type Day = SpendChart["days"][number];

type CostChartProps = Readonly<{
  days: readonly Day[];
  series: readonly CostSeries[];
  /** `model` is null for the rest. */
  onOpen: (day: string, model: string | null) => void;
}>;

const OTHER_KEY = "other";

export function CostChart({ days, series, onOpen }: CostChartProps) {
  const data = days.map((day, index) => ({
    day: day.day,
    index,
    ...Object.fromEntries(series.map((each) => [each.key, amountOf(day, each).chart])),
  }));
  return (
    <BarChart
      className={classes.chart}
      data={data}
      dataKey="day"
      type="stacked"
      series={series.map(({ key, color }) => ({ name: key, color }))}
      gridAxis="x"
      tickLine="none"
      strokeDasharray="2 4"
      maxBarWidth={44}
      valueFormatter={usdTick}
      xAxisProps={{ tickFormatter: dayTick, interval: "equidistantPreserveStart", minTickGap: 28, tickMargin: 8 }}
      yAxisProps={{ width: 56, tickFormatter: usdTick }}
      barProps={({ name }) => ({
        stroke: "var(--rc-surface)",
        strokeWidth: days.length > 120 ? 0 : 0.75,
        isAnimationActive: false,
        onClick: ({ payload }: { payload?: { day?: string } }) => {
          if (payload?.day) onOpen(payload.day, series.find(({ key }) => key === name)?.model ?? null);
        },
      })}
      tooltipProps={{
        isAnimationActive: false,
        content: ({ active, label }) => {
          const day = days.find((each) => each.day === label);
          return active && day ? <CostTip day={day} series={series} /> : null;
        },
      }}
    />
  );
}

function CostTip({ day, series }: Readonly<{ day: Day; series: readonly CostSeries[] }>) {
  const rows = series.flatMap((each): TipRow[] => {
    const { usd } = amountOf(day, each);
    return usd === "0"
      ? []
      : [{ key: each.key, color: each.color, label: each.label, value: <Money usd={usd} exact /> }];
  });
  return (
    <ChartTip
      day={day.day}
      total={<Money usd={day.total.usd} exact />}
      rows={rows}
      note={rows.length === 0 ? "Nothing was spent." : undefined}
    />
  );
}

const amountOf = (day: Day, { key, position }: CostSeries) =>
  (key === OTHER_KEY ? day.other : day.byModel[position]) ?? day.other;
