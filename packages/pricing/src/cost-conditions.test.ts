import { describe, expect, it, test } from "vitest";
import { DEFAULT_COST_SETTINGS } from "./cost-result";
import type { PriceTerms } from "./price-terms";
import { rates, terms } from "./testing/sample";
import { both, cost } from "./testing/short-cost";
import type { Usage } from "./usage";

describe("thresholds price the whole request", () => {
  const price: PriceTerms = {
    rates: rates({ input: "3", output: "15", cacheRead: "0.3" }),
    thresholds: [
      { aboveTokens: 400_000, rates: rates({ input: "12" }) },
      { aboveTokens: 200_000, rates: rates({ input: "6", output: "22.5" }) },
    ],
  };
  it.each([
    [200_000, "0.6"],
    [200_001, "1.200006"],
    [400_000, "2.4"],
    [400_001, "4.800012"],
  ])("%d prompt tokens cost %s", (promptTokens, total) => {
    expect(cost(price, { promptTokens, completionTokens: 0 })).toEqual([total]);
  });

  test("a rate the threshold does not name keeps its lower value", () => {
    expect(cost(price, { promptTokens: 300_000, completionTokens: 1000, cacheReadTokens: 300_000 })).toEqual([
      "0.1125",
    ]);
  });

  test("xAI bills the higher rate at the threshold", () => {
    expect(cost({ ...price, inclusiveThresholds: true }, { promptTokens: 200_000, completionTokens: 0 })).toEqual([
      "1.2",
    ]);
  });
});

describe("tiers", () => {
  const price: PriceTerms = {
    rates: rates({ output: "9" }),
    tiers: [
      { fromTokens: 0, toTokens: 32_000, rates: rates({ input: "1", output: "5" }) },
      { fromTokens: 32_000, toTokens: 128_000, rates: rates({ input: "2", cacheRead: "0.5" }) },
    ],
  };
  it.each([
    [1, 0, "0.000001"],
    [32_000, 0, "0.032"],
    [32_001, 0, "0.064002"],
    [1_000_000, 0, "2"],
    [100, 1000, "0.0051"],
    [40_000, 1000, "0.089"],
  ])("%d in, %d out cost %s", (promptTokens, completionTokens, total) => {
    expect(cost(price, { promptTokens, completionTokens })).toEqual([total]);
  });
});

describe("service tiers and batches", () => {
  const price: PriceTerms = {
    rates: rates({ input: "2", output: "8", cacheRead: "0.2", reasoning: "10" }),
    serviceTiers: {
      priority: rates({ input: "4", output: "16" }),
      flex: rates({ input: "1" }),
      batch: rates({ input: "0.9" }),
    },
    thresholds: [
      { aboveTokens: 100_000, rates: rates({ input: "3" }), serviceTiers: { priority: rates({ input: "6" }) } },
    ],
  };
  it.each<[string, Usage, string[]]>([
    ["standard", both, ["0.006"]],
    ["priority", { ...both, serviceTier: "priority" }, ["0.012"]],
    ["fast is priority", { ...both, serviceTier: "FAST" }, ["0.012"]],
    ["flex without an output rate", { ...both, serviceTier: "flex" }, ["0.005"]],
    ["an unknown tier", { ...both, serviceTier: "__proto__" }, ["0.006"]],
    ["priority bills reasoning as its output", { ...both, serviceTier: "priority", reasoningTokens: 500 }, ["0.012"]],
    ["flex keeps the reasoning rate", { ...both, serviceTier: "flex", reasoningTokens: 500 }, ["0.006"]],
    ["priority above the threshold", { promptTokens: 200_000, completionTokens: 0, serviceTier: "priority" }, ["1.2"]],
    ["flex above the threshold", { promptTokens: 200_000, completionTokens: 0, serviceTier: "flex" }, ["0.6"]],
    ["batch: own input, half output", { ...both, isBatch: true }, ["0.0029"]],
    [
      "batch: cache reads at the batch input rate",
      { ...both, completionTokens: 0, cacheReadTokens: 1000, isBatch: true },
      ["0.0009", "rate-fallback"],
    ],
  ])("%s", (_, usage, expected) => expect(cost(price, usage)).toEqual(expected));

  test("a batch without rates costs half, to the half pico-dollar", () => {
    const odd = terms({ input: "0.000003", output: "0" });
    expect(cost(odd, { promptTokens: 1, completionTokens: 0, isBatch: true })).toEqual(["0.000000000002"]);
    expect(cost(odd, { promptTokens: 2, completionTokens: 0, isBatch: true })).toEqual(["0.000000000003"]);
  });
});

describe("off-peak", () => {
  const price: PriceTerms = {
    rates: rates({ input: "2", output: "8" }),
    thresholds: [{ aboveTokens: 10, rates: rates({ input: "4" }) }],
    offPeak: { windows: [{ startMinute: 16 * 60 + 30, endMinute: 30 }], rates: rates({ input: "1" }) },
  };
  const at = (hour: number, minute: number) => Date.UTC(2026, 0, 15, hour, minute);
  it.each([
    [16, 29, "0.004"],
    [16, 30, "0.001"],
    [23, 59, "0.001"],
    [0, 29, "0.001"],
    [0, 30, "0.004"],
  ])("at %d:%d UTC", (hour, minute, total) =>
    expect(cost(price, { promptTokens: 1000, completionTokens: 0 }, DEFAULT_COST_SETTINGS, at(hour, minute))).toEqual([
      total,
    ]),
  );

  test("weekdays are read in the block's zone", () => {
    const weekend: PriceTerms = {
      ...price,
      offPeak: {
        windows: [{ startMinute: 0, endMinute: 0, weekdays: [6] }],
        rates: rates({ input: "1" }),
        weekdayZone: "Asia/Shanghai",
      },
    };
    const usage = { promptTokens: 1000, completionTokens: 0 };
    expect(cost(weekend, usage, DEFAULT_COST_SETTINGS, Date.UTC(2026, 0, 16, 15, 59))).toEqual(["0.004"]);
    expect(cost(weekend, usage, DEFAULT_COST_SETTINGS, Date.UTC(2026, 0, 16, 16, 0))).toEqual(["0.001"]);
    expect(cost(weekend, usage, DEFAULT_COST_SETTINGS, Date.UTC(2026, 0, 17, 16, 0))).toEqual(["0.004"]);
  });
});
