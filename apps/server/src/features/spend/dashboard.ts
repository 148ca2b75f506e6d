/**
 * The dashboard of a range of days beside the period of equal length before it; read from the rollup alone.
 * Units   USD and token sums as decimal text; chart series carry a float beside.
 * Time    days of UTC, zero-filled.
 */
import { addDays, type DayRange, daysInRange } from "@ratecard/contract";
import { add, decimalToPicoUsd, formatUsd, parseDecimal, type PicoUsd, toNumberForChart, ZERO } from "@ratecard/money";
import type { Services } from "#server/services/context";
import {
  countModels,
  type DaySpend,
  readConsistently,
  readDays,
  readNewestDay,
  readQuarantined,
  readRanking,
  readTotals,
  readUnits,
} from "./rows";

const TOP_MODELS_IN_CHART = 10;
const TOP_MODELS_IN_TABLE = 100;
const TOP_PROVIDERS = 50;

export function dashboard({ db }: Pick<Services, "db">, range: DayRange) {
  const previous = previousRange(range);
  return readConsistently(db, async (client) => {
    const models = await readRanking(client, "model", range, previous, TOP_MODELS_IN_TABLE);
    const charted = models.slice(0, TOP_MODELS_IN_CHART).map(({ name }) => name);
    const days = await readDays(client, range, charted);
    const modelCount = await countModels(client, range);
    return {
      range: { ...range, days: daysInRange(range) },
      previousRange: previous,
      totals: await readTotals(client, range),
      previousTotals: await readTotals(client, previous),
      chart: { models: charted, otherModels: modelCount - charted.length, days: spendSeries(range, charted, days) },
      models,
      modelCount,
      providers: await readRanking(client, "provider", range, previous, TOP_PROVIDERS),
      units: await readUnits(client, range),
      quarantined: await readQuarantined(client),
      newestDay: await readNewestDay(client),
    };
  });
}

type ChartAmount = Readonly<{ usd: string; chart: number }>;

type SpendDay = Readonly<{
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

/**
 * The charts of the dashboard from rows of days: every day of the range, every named model, and the rest as one series.
 * Units   USD as decimal text, and as a float for pixels only; tokens as floats for pixels.
 * Rules   the models beyond the named ones are one explicit Other, never dropped; the parts of a day add up to its total exactly.
 */
function spendSeries(range: DayRange, models: readonly string[], rows: readonly DaySpend[]): SpendDay[] {
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

/** The period of equal length that ends the day before. */
function previousRange(range: DayRange): DayRange {
  const to = addDays(range.from, -1);
  return { from: addDays(to, 1 - daysInRange(range)), to };
}

const daysOf = (range: DayRange): string[] =>
  Array.from({ length: daysInRange(range) }, (_, index) => addDays(range.from, index));
