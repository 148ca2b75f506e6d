/** Actual beside what-if, day by day. Loaded lazily, as it brings recharts along; the exact digits are in the table. */
import { BarChart } from "@mantine/charts";
import { parseSignedUsd, toNumberForChart } from "@ratecard/money";
import type { WhatIfResult } from "./what-if-draft";

const USD = new Intl.NumberFormat("en", {
  style: "currency",
  currency: "USD",
  notation: "compact",
  maximumSignificantDigits: 3,
});

export const ResultChart = ({ days }: Pick<WhatIfResult, "days">) => (
  <BarChart
    h={220}
    data={days.map(({ day, actualUsd, whatIfUsd }) => ({
      day,
      Actual: pixelsOf(actualUsd),
      "What if": pixelsOf(whatIfUsd),
    }))}
    dataKey="day"
    series={[
      { name: "Actual", color: "light-dark(#0072b2, #4aa3df)" },
      { name: "What if", color: "light-dark(#e69f00, #f0b53d)" },
    ]}
    withLegend
    gridAxis="x"
    tickLine="none"
    maxBarWidth={28}
    valueFormatter={(value) => USD.format(value)}
    xAxisProps={{ interval: "equidistantPreserveStart", minTickGap: 28, tickMargin: 8 }}
    yAxisProps={{ width: 56 }}
    barProps={{ isAnimationActive: false }}
    tooltipProps={{ isAnimationActive: false }}
  />
);

/** For pixels and order only. */
export function pixelsOf(usd: string): number {
  const read = parseSignedUsd(usd);
  return read.ok ? toNumberForChart(read.value) : 0;
}
