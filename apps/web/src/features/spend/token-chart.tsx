/** Tokens a day: input without the cached part, cached input, output. Loaded lazily, as it brings recharts along. */
import { AreaChart } from "@mantine/charts";
import { exactCount } from "#web/components/count";
import { TOKEN_SERIES } from "./chart-series";
import { ChartTip, countTick, dayTick } from "./chart-tip";
import type { SpendChart } from "./dashboard-data";
import classes from "./spend.module.css";

type Day = SpendChart["days"][number];

export function TokenChart({ days }: Readonly<{ days: readonly Day[] }>) {
  const data = days.map(tokensOf);
  return (
    <AreaChart
      className={classes.chart}
      data={data}
      dataKey="day"
      type="stacked"
      series={TOKEN_SERIES.map(({ name, color }) => ({ name, color }))}
      curveType="linear"
      withDots={false}
      fillOpacity={0.75}
      strokeWidth={1}
      gridAxis="x"
      tickLine="none"
      strokeDasharray="2 4"
      xAxisProps={{ tickFormatter: dayTick, interval: "equidistantPreserveStart", minTickGap: 28, tickMargin: 8 }}
      yAxisProps={{ width: 52, tickFormatter: countTick }}
      areaProps={{ isAnimationActive: false }}
      tooltipProps={{
        isAnimationActive: false,
        content: ({ active, label }) => {
          const day = data.find((each) => each.day === label);
          return active && day ? <TokenTip {...day} /> : null;
        },
      }}
    />
  );
}

type TokensOfDay = Readonly<{ day: string; fresh: number; cached: number; output: number }>;

const tokensOf = ({ day, inputTokens, cachedTokens, outputTokens }: Day): TokensOfDay => ({
  day,
  fresh: inputTokens - cachedTokens,
  cached: cachedTokens,
  output: outputTokens,
});

function TokenTip({ day, ...tokens }: TokensOfDay) {
  const rows = TOKEN_SERIES.map(({ name, label, color }) => ({
    key: name,
    color,
    label,
    value: exactCount(tokens[name]),
  }));
  return <ChartTip day={day} total={exactCount(tokens.fresh + tokens.cached + tokens.output)} rows={rows} />;
}
