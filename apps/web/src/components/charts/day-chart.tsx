/** A few series beside each other, day by day. Loaded lazily, as it brings recharts along; the exact digits are in the table below it. */
import { BarChart } from "@mantine/charts";
import { pixelsOf, stepTick, type Unit, valueTick } from "./chart-numbers";

/** A value each day: exact decimal text; null is unknown, and has no bar. */
export type DaySeries = Readonly<{ name: string; color: string; points: readonly (string | null)[] }>;

type DayChartProps = Readonly<{
  days: readonly string[];
  series: readonly DaySeries[];
  unit: Unit;
  heightPx: number;
}>;

export function DayChart({ days, series, unit, heightPx }: DayChartProps) {
  const tick = (value: number) => valueTick(value, unit);
  const data = days.map((day, index) => {
    const values = series.map(({ name, points }) => {
      const point = points[index] ?? null;
      return [name, point === null ? null : pixelsOf(point, unit)];
    });
    return { day, ...Object.fromEntries(values) };
  });
  return (
    <BarChart
      h={heightPx}
      data={data}
      dataKey="day"
      series={series.map(({ name, color }) => ({ name, color }))}
      withLegend={series.length > 1}
      gridAxis="x"
      tickLine="none"
      maxBarWidth={28}
      valueFormatter={tick}
      xAxisProps={{ tickFormatter: stepTick, interval: "equidistantPreserveStart", minTickGap: 28, tickMargin: 8 }}
      yAxisProps={{ width: 56, tickFormatter: tick, interval: 0 }}
      barProps={{ isAnimationActive: false }}
      tooltipProps={{ isAnimationActive: false }}
    />
  );
}
