import { DayRange, problemsOfZod } from "@ratecard/contract";
import { createTestDatabase } from "@ratecard/prisma/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MEASURE_COLUMNS } from "#server/ledger/rollups";
import { analytics } from "./analytics";
import { dashboard } from "./dashboard";

let db: Awaited<ReturnType<typeof createTestDatabase>> & { close: () => Promise<void> };
beforeAll(async () => {
  const created = await createTestDatabase();
  db = { ...created, close: created.drop };
});
afterAll(() => db.drop());

/** Straight into the rollup: the intake's own tests prove that it holds what the ledger holds. */
const row = (day: string, model: string, costUsd: string, more: Readonly<Record<string, unknown>> = {}) =>
  db.prisma.usageSum.create({
    data: {
      rollup: "by_model_day",
      day: new Date(day),
      model,
      provider: "openai",
      pricingSource: "local-exact",
      requests: 10n,
      unpricedRequests: 0n,
      errorRequests: 0n,
      promptTokens: "1000",
      completionTokens: "100",
      cacheReadTokens: "0",
      cacheWriteTokens: "0",
      reasoningTokens: "0",
      costUsd,
      bookedCostUsd: costUsd,
      ...more,
    },
  });

/** The sums by model are those of the total and of providers, too. */
async function addCoarser(): Promise<void> {
  for (const [rollup, keys] of [
    ["total", "day"],
    ["by_provider", "day, provider, pricing_source"],
  ]) {
    await db.pool.query(`
      DELETE FROM usage_${rollup}_day;
      INSERT INTO usage_sums (rollup, ${keys}, ${SUMMED})
      SELECT '${rollup}_day', ${keys}, ${SUMMED.split(", ")
        .map((column) => `sum(${column})`)
        .join(", ")} FROM usage_by_model_day GROUP BY ${keys}`);
  }
}
const SUMMED = MEASURE_COLUMNS.join(", ");

const sumOf = (texts: readonly string[]) =>
  texts.reduce((sum, text) => {
    const [whole = "0", fraction = ""] = text.split(".");
    return sum + BigInt(whole + fraction.padEnd(12, "0"));
  }, 0n);

describe("an empty database", () => {
  test("answers zeros, every day, and that no usage has ever arrived", async () => {
    const answer = await dashboard({ db }, { from: "2026-02-27", to: "2026-03-01" });
    expect(answer).toMatchObject({
      range: { days: 3 },
      previousRange: { from: "2026-02-24", to: "2026-02-26" },
      totals: { requests: 0, costUsd: "0", totalTokens: "0" },
      chart: { series: [], other: null, total: { total: "0", points: ["0", "0", "0"] } },
      models: [],
      newestDay: null,
    });
    expect(answer.chart.steps.map(({ name }) => name)).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
    expect(answer.trend.map(({ day }) => day)).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
  });
});

describe("a range with usage", () => {
  beforeAll(async () => {
    await row("2026-03-09", "m00", "99.5");
    for (let index = 0; index < 13; index += 1) {
      const model = `m${index.toString().padStart(2, "0")}`;
      await row("2026-03-10", model, `${20 - index}.000000000001`);
      await row("2026-03-12", model, "0.1", { provider: "azure" });
    }
    const byDefault = { pricingSource: "default", requests: 1n, defaultRequests: 1n, defaultCostUsd: "0.005" };
    await row("2026-03-12", "m03", "0.005", byDefault);
    await row("2026-03-12", "m04", "0", { pricingSource: "none", requests: 2n, unpricedRequests: 2n });
    await row("2026-03-12", "m05", "0.25", {
      pricingSource: "catalog-bare",
      flaggedRequests: 3n,
      flaggedCostUsd: "0.2",
    });
    await row("2026-03-13", "late", "7");
    await addCoarser();
  });

  test("totals, against the period before; what is outside stays outside", async () => {
    const { totals, previousTotals, newestDay } = await dashboard({ db }, { from: "2026-03-10", to: "2026-03-12" });
    expect(totals).toMatchObject({
      requests: 273,
      costUsd: "183.555000000013",
      defaultRequests: 1,
      defaultCostUsd: "0.005",
      unpricedRequests: 2,
      flaggedRequests: 3,
      flaggedCostUsd: "0.2",
      totalTokens: "31900",
    });
    expect(previousTotals).toMatchObject({ costUsd: "99.5" });
    expect(newestDay).toBe("2026-03-13");
  });

  test("the chart's parts are the total of each day, exactly; what is not in the top 10 is Other", async () => {
    const { chart, totals, trend } = await dashboard({ db }, { from: "2026-03-10", to: "2026-03-12" });
    const names = chart.series.map((series) => series.names.join());
    expect(names).toEqual(["m00", "m01", "m02", "m03", "m04", "m05", "m06", "m07", "m08", "m09"]);
    expect(chart.other).toMatchObject({ names: 3, points: ["27.000000000003", "0", "0.3"] });
    for (const [index, total] of chart.total.points.entries()) {
      const parts = [...chart.series, chart.other].map((series) => series?.points[index] ?? "");
      expect(sumOf(parts)).toBe(sumOf([total]));
    }
    expect(sumOf(chart.total.points)).toBe(sumOf([totals.costUsd]));
    expect(chart.total.total).toBe(totals.costUsd);
    expect(trend[1]).toEqual({
      day: "2026-03-11",
      requests: 0,
      promptTokens: "0",
      completionTokens: "0",
      cacheReadTokens: "0",
    });
  });

  test("models and providers are ranked by cost, with what they cost before", async () => {
    const { models, modelCount, providers } = await dashboard({ db }, { from: "2026-03-10", to: "2026-03-12" });
    expect(models[0]).toMatchObject({
      name: "m00",
      costUsd: "20.100000000001",
      previousCostUsd: "99.5",
      providers: ["azure", "openai"],
    });
    expect(modelCount).toBe(13);
    expect(providers.map(({ name, models: count }) => [name, count])).toEqual([
      ["openai", 13],
      ["azure", 13],
    ]);
  });

  test("analytics: groups, filters, totals", async () => {
    const clock = () => new Date("2026-03-12T23:59:59Z");
    const ask = (query: object) => analytics({ db, clock }, { groupBy: ["model"], ...query });
    const byDay = await ask({ groupBy: ["day", "source"], from: "2026-03-12", to: "2026-03-12" });
    expect(byDay.rows.map(({ day, source, requests }) => [day, source, requests])).toEqual([
      ["2026-03-12", "catalog-bare", 10],
      ["2026-03-12", "default", 1],
      ["2026-03-12", "local-exact", 130],
      ["2026-03-12", "none", 2],
    ]);
    expect(await ask({ groupBy: [], provider: ["azure"] })).toMatchObject({
      from: "2026-02-11",
      to: "2026-03-12",
      totals: { costUsd: "1.3" },
      rows: [],
    });
    expect((await ask({ groupBy: ["month"], model: ["m00"] })).rows).toMatchObject([
      { month: "2026-03", costUsd: "119.600000000001" },
    ]);
  });
});

describe("ranges", () => {
  test.each([
    [{ from: "2026-03-02", to: "2026-03-01" }, "range-turned-round"],
    [{ from: "2024-01-01", to: "2026-03-01" }, "range-too-long"],
    [{ from: "0001-01-01", to: "0001-01-02" }, "year-out-of-range"],
    [{ from: "2026-02-30", to: "2026-03-01" }, "not-a-day"],
  ])("%j is refused as %s", (range, code) => {
    const { error } = DayRange.safeParse(range);
    expect(error && problemsOfZod(error)[0]?.code).toBe(code);
  });
});
