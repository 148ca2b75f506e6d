import { decimal, formatUsd } from "@ratecard/money";
import { describe, expect, it, test } from "vitest";
import { costOf } from "./cost-of";
import { type CostSettings, DEFAULT_COST_SETTINGS } from "./cost-result";
import type { PriceTerms } from "./price-terms";
import { rates, usd } from "./testing/sample";
import { both, cost, SONNET } from "./testing/short-cost";
import type { Usage } from "./usage";

describe("other units", () => {
  const price: PriceTerms = {
    rates: rates({ input: "2", output: "8", imageInput: "5", imageOutput: "40" }),
    units: {
      inputCharacters: decimal(15n, 6),
      inputImages: decimal(1n, 3),
      outputImages: decimal(4n, 2),
      outputSeconds: decimal(1n, 4),
      webSearchesMedium: decimal(1n, 2),
    },
    multipliers: {
      residency: new Map([["eu", decimal(11n, 1)]]),
      geo: new Map([["us", decimal(12n, 1)]]),
      fast: decimal(6n),
    },
  };
  const silent = { promptTokens: 1000, completionTokens: 0 };
  it.each<[string, Usage, string[]]>([
    ["characters replace the text tokens", { ...silent, units: { inputCharacters: 4000 } }, ["0.06"]],
    [
      "images replace their tokens",
      { promptTokens: 1000, completionTokens: 0, imageInputTokens: 400, units: { inputImages: 2 } },
      ["0.0032"],
    ],
    [
      "image tokens replace images made",
      { promptTokens: 0, completionTokens: 1000, imageOutputTokens: 1000, units: { outputImages: 1 } },
      ["0.04"],
    ],
    ["images made without tokens", { units: { outputImages: 3 } }, ["0.12", "tokens-unknown"]],
    [
      "a recording priced per second of one side",
      { ...silent, promptTokens: 0, units: { inputSeconds: 12.34 } },
      ["0.001234"],
    ],
    ["a unit without a price", { ...silent, units: { pages: 3 } }, ["0.002", "unpriced-kind"]],
    [
      "a region multiplies tokens, not tools",
      { ...silent, residency: "EU", units: { webSearchesMedium: 2 } },
      ["0.0222"],
    ],
    ["geo and speed multiply", { ...silent, inferenceGeo: "us", isFastMode: true }, ["0.0144"]],
    ["global is no geo", { ...silent, inferenceGeo: "global" }, ["0.002"]],
  ])("%s", (_, usage, expected) => expect(cost(price, usage)).toEqual(expected));

  test("searches by their number of results", () => {
    const search: PriceTerms = {
      rates: {},
      queryTiers: [
        { fromResults: 0, toResults: 25, usdPerQuery: decimal(5n, 3) },
        { fromResults: 26, toResults: 100, usdPerQuery: decimal(25n, 3) },
      ],
    };
    expect(cost(search, { units: { queries: 2 }, maxResults: 10 })).toEqual(["0.01"]);
    expect(cost(search, { units: { queries: 1 }, maxResults: 26 })).toEqual(["0.025"]);
    expect(cost(search, { units: { queries: 1 }, maxResults: 500 })).toEqual(["0.025"]);
  });
});

describe("discount, then margin", () => {
  const settings: CostSettings = {
    ...DEFAULT_COST_SETTINGS,
    adjustments: new Map([
      ["openai", [{ discount: decimal(5n, 2) }]],
      ["global", [{ margin: decimal(1n, 1), fixedMargin: usd("0.001") }]],
      ["anthropic", [{ margin: decimal(5n, 1) }]],
    ]),
  };
  test("the lines add up to the total", () => {
    const result = costOf(SONNET, both, settings, { provider: "openai" });
    expect(result.lines.map(({ kind, amount }) => [kind, formatUsd(amount)])).toEqual([
      ["input", "0.003"],
      ["output", "0.0075"],
      ["discount", "-0.000525"],
      ["margin", "0.0009975"],
      ["fixedMargin", "0.001"],
    ]);
    expect(formatUsd(result.total)).toBe("0.0119725");
  });
  test("each holds in its window, the first instant in, the last out; without a time, what holds until further notice", () => {
    const windows = [
      { discount: decimal(1n, 1), validUntil: 1000 },
      { discount: decimal(2n, 1), validFrom: 1000 },
    ];
    const changing = { ...DEFAULT_COST_SETTINGS, adjustments: new Map([["openai", windows]]) };
    const at = (time: number | undefined) =>
      formatUsd(costOf(SONNET, both, changing, { provider: "openai", at: time }).total);
    expect([999, 1000, undefined].map(at)).toEqual(["0.00945", "0.0084", "0.0084"]);
    const over = { ...changing, adjustments: new Map([["openai", windows.slice(0, 1)]]) };
    expect(formatUsd(costOf(SONNET, both, over, { provider: "openai", at: 1000 }).total)).toBe("0.0105");
  });
  test("a provider's own margin replaces the global one", () => {
    expect(formatUsd(costOf(SONNET, both, settings, { provider: "anthropic" }).total)).toBe("0.01575");
    expect(formatUsd(costOf(SONNET, both, settings).total)).toBe("0.01255");
  });
});
