/**
 * The dashboard of a range of days beside the period of equal length before it; read from the rollup alone.
 * Units   USD and token sums as decimal text; chart series carry a float beside.
 * Time    days of UTC, zero-filled.
 */
import { type DayRange, daysInRange } from "@ratecard/contract";
import type { Services } from "#server/services/context";
import { previousRange } from "./day-range";
import { readConsistently } from "./read-consistently";
import { countModels, readDays, readNewestDay, readQuarantined, readRanking, readTotals, readUnits } from "./rows";
import { spendSeries } from "./spend-series";

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
