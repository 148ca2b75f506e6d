/**
 * The charts of the dashboard from rows of days: every day of the range, every named model, and the rest as one series.
 * Units   USD as decimal text, and as a float for pixels only; tokens as floats for pixels.
 * Source  ledger.md: top N plus an explicit Other, which is never dropped; the parts of a day add up to its total exactly.
 */
import type { DayRange } from "@ratecard/contract";
import { add, decimalToPicoUsd, formatUsd, parseDecimal, type PicoUsd, toNumberForChart, ZERO } from "@ratecard/money";
import { daysOf } from "./day-range";
import type { DaySpend } from "./rows";

export type ChartAmount = Readonly<{ usd: string; chart: number }>;

export type SpendDay = Readonly<{
  day: string;
  requests: number;
  total: ChartAmount;
  /** In the order of the models. */
  byModel: readonly ChartAmount[];
  /** Everything else. */
  other: ChartAmount;
  /** Cached input is counted apart; it is part of the input tokens too. */
  inputTokens: number;
  outputTokens: number;
  cachedTokens: number;
}>;

export function spendSeries(range: DayRange, models: readonly string[], rows: readonly DaySpend[]): SpendDay[] {
  const byDay = new Map<string, DaySpend[]>();
  for (const row of rows) byDay.set(row.day, [...(byDay.get(row.day) ?? []), row]);
  return daysOf(range).map((day) => dayOf(day, models, byDay.get(day) ?? []));
}

function dayOf(day: string, models: readonly string[], rows: readonly DaySpend[]): SpendDay {
  const sumOf = (of: (row: DaySpend) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  const costOf = (model: string | null) => cost(rows.filter((row) => row.model === model));
  return {
    day,
    requests: sumOf(({ requests }) => requests),
    total: cost(rows),
    byModel: models.map(costOf),
    other: costOf(null),
    inputTokens: sumOf(({ promptTokens }) => Number(promptTokens)),
    outputTokens: sumOf(({ completionTokens }) => Number(completionTokens)),
    cachedTokens: sumOf(({ cacheReadTokens }) => Number(cacheReadTokens)),
  };
}

const cost = (rows: readonly DaySpend[]): ChartAmount =>
  chartAmount(rows.reduce((sum, row) => add(sum, amountOf(row.costUsd)), ZERO));

const chartAmount = (amount: PicoUsd): ChartAmount => ({ usd: formatUsd(amount), chart: toNumberForChart(amount) });

/** Text from `numeric`, which is always a decimal. */
function amountOf(text: string): PicoUsd {
  const parsed = parseDecimal(text);
  if (!parsed.ok) throw new RangeError(`The rollup holds ${text}, which is no amount of USD.`);
  return decimalToPicoUsd(parsed.value);
}
