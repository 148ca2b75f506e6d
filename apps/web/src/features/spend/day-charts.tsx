/** Cost a day, stacked by model. Loaded lazily: it brings recharts along. A click on a bar opens the requests behind it. */
import { AreaChart, BarChart } from "@mantine/charts";
import type { ReactNode } from "react";
import { exactCount } from "#web/components/count";
import { Money } from "#web/components/money";
import { type CostSeries, type SpendChart, TOKEN_SERIES } from "./chart-series";
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

/** What stands on the axes: a glance only, so a float will do. The exact values are in the tooltip and the table. */
const USD = new Intl.NumberFormat("en", {
  style: "currency",
  currency: "USD",
  notation: "compact",
  maximumSignificantDigits: 3,
});
const COUNT = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const DAY = new Intl.DateTimeFormat("en", { month: "short", day: "numeric", timeZone: "UTC" });
const WEEKDAY = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: "UTC" });

const usdTick = (value: number): string => (value === 0 ? "$0" : USD.format(value));
export const countTick = (value: number): string => COUNT.format(value);
/** "Mar 1". */
export const dayTick = (day: string): string => DAY.format(Date.parse(day));
/** "Sun 2026-03-01". */
const dayTitle = (day: string): string => `${WEEKDAY.format(Date.parse(day))} ${day}`;

type TipRow = Readonly<{ key: string; color: string; label: string; value: ReactNode }>;

type ChartTipProps = Readonly<{ day: string; total: ReactNode; rows: readonly TipRow[]; note?: string }>;

/** The box beside the pointer: the day, its total, and its parts. */
export function ChartTip({ day, total, rows, note }: ChartTipProps) {
  return (
    <div className={classes.tip}>
      <div className={classes.tipHead}>
        <span>{dayTitle(day)}</span>
        <span>{total}</span>
      </div>
      {rows.map(({ key, color, label, value }) => (
        <div key={key} className={classes.tipRow}>
          <span className={classes.swatch} style={{ background: color }} />
          <span>{label}</span>
          <span>{value}</span>
        </div>
      ))}
      {note !== undefined && <div className={classes.tipRow}>{note}</div>}
    </div>
  );
}

type TokenDay = SpendChart["days"][number];

/** Tokens a day: input without the cached part, cached input, output. Loaded lazily, as it brings recharts along. */
export function TokenChart({ days }: Readonly<{ days: readonly TokenDay[] }>) {
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

const tokensOf = ({ day, inputTokens, cachedTokens, outputTokens }: TokenDay): TokensOfDay => ({
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
