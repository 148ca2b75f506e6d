import { decimal, formatUsd } from "@ratecard/money";
import { describe, expect, it, test } from "vitest";
import { costOf } from "./cost-of";
import { type CostSettings, DEFAULT_COST_SETTINGS } from "./cost-result";
import type { PriceTerms } from "./price-terms";
import { rates, usd } from "./testing/sample";
import { both, cost, SONNET, totalText } from "./testing/short-cost";
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
    ["a unit without a price", { ...silent, units: { pages: 3 } }, ["0.002", "usage-not-priced"]],
    ["a region multiplies tokens, not tools", { ...silent, region: "EU", units: { webSearchesMedium: 2 } }, ["0.0222"]],
    ["geo and speed multiply", { ...silent, inferenceGeo: "us", speed: "fast" }, ["0.0144"]],
    ["global is no geo", { ...silent, inferenceGeo: "global" }, ["0.002"]],
  ])("%s", (_, usage, expected) => expect(cost(price, usage)).toEqual(expected));

  it.each<[string, PriceTerms, Usage, string[]]>([
    [
      "a price by the second without seconds",
      { rates: {}, units: { inputSeconds: decimal(1n, 4) } },
      {},
      ["unpriced", "units-unknown"],
    ],
    [
      "tokens at 0 beside seconds that nothing counted",
      { rates: rates({ input: "0", output: "0" }), units: { inputSeconds: decimal(1n, 4) } },
      both,
      ["unpriced", "units-unknown"],
    ],
    [
      "the same with its seconds",
      { rates: rates({ input: "0", output: "0" }), units: { inputSeconds: decimal(1n, 4) } },
      { ...both, units: { inputSeconds: 60 } },
      ["0.006"],
    ],
    [
      "a price per request of 0 beside a price by the image",
      { rates: {}, perRequest: usd("0"), units: { outputImages: decimal(4n, 2) } },
      {},
      ["unpriced", "units-unknown"],
    ],
    ["a free model without another price", { rates: rates({ input: "0", output: "0" }) }, both, ["0"]],
    [
      "seconds beside tokens that pay for them",
      { rates: rates({ input: "2", output: "8" }) },
      { ...both, units: { inputSeconds: 60 } },
      ["0.006"],
    ],
    [
      "a search beside tokens, without a price of its own",
      { rates: rates({ input: "2", output: "8" }) },
      { ...both, units: { webSearchesHigh: 1 } },
      ["0.006", "usage-not-priced"],
    ],
  ])("%s", (_, terms, usage, expected) => expect(cost(terms, usage)).toEqual(expected));

  test("names what was consumed and has no rate", () => {
    const usage = { ...both, citationTokens: 5, units: { webSearchesHigh: 1, pages: 2, inputSeconds: 60 } };
    const { notPriced } = costOf({ rates: rates({ input: "2", output: "8" }) }, usage, DEFAULT_COST_SETTINGS);
    expect(notPriced).toEqual(["citation", "pages", "webSearchesHigh"]);
  });

  test("searches by their number of results", () => {
    const search: PriceTerms = {
      rates: {},
      queryTiers: [
        { fromResults: 0, toResults: 25, perQuery: decimal(5n, 3) },
        { fromResults: 26, toResults: 100, perQuery: decimal(25n, 3) },
      ],
    };
    expect(cost(search, { units: { queries: 2 }, maxResults: 10 })).toEqual(["0.01"]);
    expect(cost(search, { units: { queries: 1 }, maxResults: 26 })).toEqual(["0.025"]);
    expect(cost(search, { units: { queries: 1 }, maxResults: 500 })).toEqual(["0.025"]);
  });
});

describe("one thing told in several measures is charged once", () => {
  const tokens = rates({ input: "2", output: "8" });
  const grounded: PriceTerms = {
    rates: tokens,
    units: { groundedRequests: decimal(35n, 3), webSearchesMedium: decimal(1n, 2) },
  };
  const byPiece: PriceTerms = { rates: {}, units: { inputImages: decimal(4n, 2) } };
  const byPixel: PriceTerms = { rates: {}, units: { inputPixels: decimal(4n, 8), outputPixels: decimal(0n) } };
  const picture: Usage = { units: { outputImages: 2, outputPixels: 2_000_000 } };
  const clip: Usage = { units: { outputSeconds720p: 8 } };
  it.each<[string, PriceTerms, Usage, string[]]>([
    ["five searches of a request that pays once", grounded, { ...both, units: { webSearchesMedium: 5 } }, ["0.041"]],
    ["no search, nothing to pay", grounded, { ...both, units: { webSearchesMedium: 0 } }, ["0.006"]],
    ["a picture priced as input, by the piece", byPiece, picture, ["0.08"]],
    ["a picture priced as input, by the pixel, beside a 0", byPixel, picture, ["0.08"]],
    [
      "a picture by the piece where both have a price",
      { rates: {}, units: { ...byPiece.units, ...byPixel.units } },
      picture,
      ["0.08"],
    ],
    [
      "a picture by its tokens",
      { rates: rates({ imageOutput: "40" }), units: byPiece.units ?? {} },
      { promptTokens: 0, completionTokens: 1000, imageOutputTokens: 1000, ...picture },
      ["0.04"],
    ],
    [
      "a recording at 0 a second in and a price a second out",
      { rates: {}, units: { inputSeconds: decimal(0n), outputSeconds: decimal(1n, 4) } },
      { units: { inputSeconds: 60 } },
      ["0.006"],
    ],
    ["a video by its second", { rates: {}, units: { outputVideoSeconds: decimal(1n, 1) } }, clip, ["0.8"]],
    [
      "a picture without any price",
      { rates: {}, units: { pages: decimal(1n) } },
      picture,
      ["unpriced", "units-unknown", "usage-not-priced"],
    ],
  ])("%s", (_, terms, usage, expected) => expect(cost(terms, usage)).toEqual(expected));
});

describe("units that are charged as a wider one", () => {
  const video: PriceTerms = {
    rates: {},
    units: { outputSeconds: decimal(1n, 1), outputSeconds480p: decimal(41256n, 6), outputSeconds4k: decimal(4n, 1) },
  };
  const scans: PriceTerms = {
    rates: {},
    units: { pages: decimal(4n, 3), batchPages: decimal(2n, 3), annotationPages: decimal(5n, 3) },
  };
  const maps: PriceTerms = {
    rates: rates({ input: "2", output: "8" }),
    units: { mapsQueries: decimal(25n, 3) },
    multipliers: { residency: new Map([["eu", decimal(11n, 1)]]) },
  };
  it.each<[string, PriceTerms, Usage, string[]]>([
    ["a resolution has its own price", video, { units: { outputSeconds480p: 5 } }, ["0.20628"]],
    ["4k has its own price", video, { units: { outputSeconds4k: 2.5 } }, ["1"]],
    ["a resolution without one is any second", video, { units: { outputSeconds720p: 5 } }, ["0.5", "rate-fallback"]],
    ["1080p too", video, { units: { outputSeconds1080p: 5 } }, ["0.5", "rate-fallback"]],
    [
      "a price of 480p is none of 720p",
      { rates: {}, units: { outputSeconds480p: decimal(1n) } },
      { units: { outputSeconds720p: 1 } },
      ["unpriced", "units-unknown", "usage-not-priced"],
    ],
    ["pages at once", scans, { units: { pages: 10 } }, ["0.04"]],
    ["pages of a batch", scans, { isBatch: true, units: { pages: 10 } }, ["0.02"]],
    [
      "annotated pages of a batch, without a price of their own",
      scans,
      { isBatch: true, units: { annotationPages: 10 } },
      ["0.05"],
    ],
    [
      "maps are a tool, which no region multiplies",
      maps,
      { promptTokens: 1000, completionTokens: 0, region: "eu", units: { mapsQueries: 2 } },
      ["0.0522"],
    ],
  ])("%s", (_, terms, usage, expected) => expect(cost(terms, usage)).toEqual(expected));
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
    expect(totalText(result)).toBe("0.0119725");
  });
  test("each holds in its window, the first instant in, the last out; without a time, what holds until further notice", () => {
    const windows = [
      { discount: decimal(1n, 1), validUntil: 1000 },
      { discount: decimal(2n, 1), validFrom: 1000 },
    ];
    const changing = { ...DEFAULT_COST_SETTINGS, adjustments: new Map([["openai", windows]]) };
    const at = (time: number | undefined) =>
      totalText(costOf(SONNET, both, changing, { provider: "openai", at: time }));
    expect([999, 1000, undefined].map(at)).toEqual(["0.00945", "0.0084", "0.0084"]);
    const over = { ...changing, adjustments: new Map([["openai", windows.slice(0, 1)]]) };
    expect(totalText(costOf(SONNET, both, over, { provider: "openai", at: 1000 }))).toBe("0.0105");
  });
  test("a provider's own margin replaces the global one", () => {
    expect(totalText(costOf(SONNET, both, settings, { provider: "anthropic" }))).toBe("0.01575");
    expect(totalText(costOf(SONNET, both, settings))).toBe("0.01255");
  });
});
