import { formatUsd } from "@ratecard/money";
import { describe, expect, it, test } from "vitest";
import { typicalPerRequest } from "./cost-of";
import { DEFAULT_COST_SETTINGS } from "./cost-result";
import { terms } from "./testing/sample";
import { both, cost, SONNET } from "./testing/short-cost";
import type { Usage } from "./usage";

const UNCOUNTED: Usage = { ...both, sumOfRequests: 0 };
const NOTHING: Usage = { promptTokens: 0, completionTokens: 0 };

describe("the hybrid rule", () => {
  it.each([
    ["tokens and a token price", SONNET, both, ["0.0105"]],
    ["a per-request price alone", terms({}, "0.005"), both, ["0.005"]],
    ["no tokens, a per-request price", SONNET, {}, ["0.02", "tokens-unknown"]],
    [
      "no tokens, token prices only",
      terms({ input: "3", output: "15" }),
      {},
      ["0.0105", "estimated", "tokens-unknown"],
    ],
    [
      "counts of zero are known",
      terms({ input: "3", output: "15" }),
      { promptTokens: 0, completionTokens: 0 },
      ["0.0105", "estimated"],
    ],
    ["half the counts", terms({ input: "3", output: "15" }), { promptTokens: 1000 }, ["0.003", "tokens-unknown"]],
    ["an unknown count that costs nothing", terms({ input: "3", output: "0" }), { promptTokens: 1000 }, ["0.003"]],
    ["explicit zero is free", terms({ input: "0", output: "0" }), both, ["0"]],
    ["also when nothing was counted: nothing is estimated", terms({ input: "0", output: "0" }), {}, ["0"]],
    ["a price per request, of a sum of ten", terms({}, "0.005"), { ...both, sumOfRequests: 10 }, ["0.05"]],
    ["of a sum of nobody knows how many: no cost", terms({}, "0.005"), UNCOUNTED, ["unpriced", "units-unknown"]],
    ["of such a sum its tokens are known", SONNET, UNCOUNTED, ["0.0105"]],
    ["of such a sum free is free", terms({}, "0"), UNCOUNTED, ["0"]],
    ["of such a sum that consumed nothing", terms({}, "0.005"), { ...NOTHING, sumOfRequests: 0 }, ["0"]],
    ["no price at all", terms({}), both, ["unpriced", "units-unknown", "usage-not-priced"]],
    ["no rate for what was used", terms({ output: "15" }), both, ["0.0075", "usage-not-priced"]],
  ] as const)("%s", (_, price, usage, expected) => expect(cost(price, usage)).toEqual(expected));
});

describe("each token is charged once", () => {
  const full = terms({
    input: "1",
    output: "2",
    cacheRead: "0.1",
    cacheWrite: "1.25",
    cacheWrite1h: "2",
    reasoning: "4",
    audioInput: "10",
    imageInput: "5",
  });
  const usage: Usage = {
    promptTokens: 1_000_000,
    completionTokens: 1_000_000,
    cacheReadTokens: 500_000,
    cacheWriteTokens: 200_000,
    cacheWrite1hTokens: 100_000,
    audioInputTokens: 50_000,
    imageInputTokens: 50_000,
    reasoningTokens: 250_000,
  };

  test("parts are taken out of their whole", () => {
    // 0.1 input + 0.05 + 0.25 + 0.2 + 0.5 + 0.25; output 1.5 + 1
    expect(cost(full, usage)).toEqual(["3.85"]);
  });

  test("missing rates fall back, flagged", () => {
    // all 1M prompt tokens at 1, all completion tokens at 2: reasoning -> output is no fallback
    expect(cost(terms({ input: "1", output: "2" }), usage)).toEqual(["3", "rate-fallback"]);
    expect(cost(terms({ input: "1", output: "2" }), { ...both, reasoningTokens: 100 })).toEqual(["0.002"]);
  });

  test("an explicit zero does not fall back", () => {
    expect(cost(terms({ input: "1", output: "2", cacheRead: "0" }), { ...both, cacheReadTokens: 1000 })).toEqual([
      "0.001",
    ]);
  });

  test("a 1 h write without a rate costs a 5 min write, then input", () => {
    const writes = { promptTokens: 1000, completionTokens: 0, cacheWrite1hTokens: 1000 };
    expect(cost(terms({ input: "1", output: "2", cacheWrite: "1.25" }), writes)).toEqual(["0.00125", "rate-fallback"]);
    expect(cost(terms({ input: "1", output: "2" }), writes)).toEqual(["0.001", "rate-fallback"]);
  });

  test("parts beyond their whole are charged and reported", () => {
    expect(
      cost(terms({ input: "1", output: "2", cacheRead: "0.1" }), {
        promptTokens: 100,
        completionTokens: 0,
        cacheReadTokens: 200,
      }),
    ).toEqual(["0.00002", "parts-exceed-whole"]);
  });
});

test.each([
  ["3", "15", "0.0105"],
  ["5", "15", "0.0125"],
  ["0.125", "0.5", "0.000375"],
])("the typical request at %s / %s costs %s", (input, output, total) => {
  const typical = typicalPerRequest(terms({ input, output }), DEFAULT_COST_SETTINGS);
  expect(typical && formatUsd(typical)).toBe(total);
});

test("there is no typical request without a token price", () => {
  expect(typicalPerRequest(terms({}, "0.005"), DEFAULT_COST_SETTINGS)).toBeUndefined();
});
