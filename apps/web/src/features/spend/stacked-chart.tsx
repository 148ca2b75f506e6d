/** Names stacked over steps of time. Loaded lazily: it brings recharts along. A click on a bar opens the requests behind it. */
import { BarChart } from "@mantine/charts";
import { isHour, isMonth, pixelsOf, stepTick, type Unit, valueTick } from "#web/components/charts/chart-numbers";
import { useLedgerZone } from "#web/components/ledger-zone";
import { Amount } from "./amount";
import { type ChartSeries, type Step, stepWords } from "./chart-series";
import classes from "./spend.module.css";

export type StackedChartProps = Readonly<{
  steps: readonly Step[];
  series: readonly ChartSeries[];
  total: Readonly<{ points: readonly string[] }>;
  unit: Unit;
  onOpen?: (step: Step, series: ChartSeries) => void;
}>;

export function StackedChart({ steps, series, total, unit, onOpen }: StackedChartProps) {
  const { zone } = useLedgerZone();
  const tick = (value: number) => valueTick(value, unit);
  const data = steps.map(({ name }, index) => ({
    step: name,
    ...Object.fromEntries(series.map(({ key, points }) => [key, pixelsOf(points[index] ?? "0", unit)])),
  }));
  return (
    <BarChart
      className={classes.chart}
      data={data}
      dataKey="step"
      type="stacked"
      series={series.map(({ key, color }) => ({ name: key, color }))}
      gridAxis="x"
      tickLine="none"
      strokeDasharray="2 4"
      maxBarWidth={44}
      valueFormatter={tick}
      xAxisProps={{
        tickFormatter: (name: string) => stepTick(stepWords(name, zone)),
        interval: "equidistantPreserveStart",
        minTickGap: 28,
        tickMargin: 8,
      }}
      yAxisProps={{ width: 56, tickFormatter: tick, interval: 0 }}
      barProps={({ name }) => ({
        stroke: "var(--rc-surface)",
        strokeWidth: steps.length > 120 ? 0 : 0.75,
        isAnimationActive: false,
        onClick: ({ payload }: { payload?: { step?: string } }) => {
          const step = steps.find((each) => each.name === payload?.step);
          const clicked = series.find(({ key }) => key === name);
          if (step && clicked) onOpen?.(step, clicked);
        },
      })}
      tooltipProps={{
        isAnimationActive: false,
        content: ({ active, label }) => {
          const index = steps.findIndex((step) => step.name === label);
          return active && index >= 0 ? (
            <StepTip index={index} steps={steps} series={series} total={total} unit={unit} zone={zone} />
          ) : null;
        },
      }}
    />
  );
}

const WEEKDAY = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: "UTC" });

type StepTipProps = Omit<StackedChartProps, "onOpen"> & Readonly<{ index: number; zone: string }>;

/** The box beside the pointer: the step, its total, and its parts, exactly. */
function StepTip({ index, steps, series, total, unit, zone }: StepTipProps) {
  const step = steps[index];
  const parts = series.filter(({ points }) => (points[index] ?? "0") !== "0");
  return (
    <div className={classes.tip}>
      <div className={classes.tipHead}>
        <span>{step && stepTitle({ ...step, name: stepWords(step.name, zone) })}</span>
        <Amount value={total.points[index] ?? "0"} unit={unit} exact />
      </div>
      {parts.map(({ key, color, label, points }) => (
        <div key={key} className={classes.tipRow}>
          <span className={classes.swatch} style={{ background: color }} />
          <span>{label}</span>
          <Amount value={points[index] ?? "0"} unit={unit} exact />
        </div>
      ))}
      {parts.length === 0 && <div className={classes.tipRow}>Nothing in this step.</div>}
    </div>
  );
}

/** "Sun 2026-03-01", "2026-03-02 to 2026-03-08", "2026-03", "2026-03-01 14:00". */
function stepTitle({ name, from, to }: Step): string {
  if (isMonth(name) || isHour(name)) return name;
  return from === to ? `${WEEKDAY.format(Date.parse(from))} ${from}` : `${from} to ${to}`;
}
