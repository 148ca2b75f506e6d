/** What OpenRouter lists as `request`: a charge on top of tokens, unlike a price per request. */
import { decimal } from "@ratecard/money";
import { describe, expect, it } from "vitest";
import { costOf } from "./cost-of";
import { DEFAULT_COST_SETTINGS } from "./cost-result";
import type { PriceTerms } from "./price-terms";
import { rates, usd } from "./testing/sample";
import { both, cost } from "./testing/short-cost";
import type { Usage } from "./usage";

const UNCOUNTED: Usage = { ...both, sumOfRequests: 0 };
const NOTHING: Usage = { promptTokens: 0, completionTokens: 0 };

describe("a fee of each request", () => {
  const priced: PriceTerms = { rates: rates({ input: "1", output: "2" }), requestFee: usd("0.005") };
  const kindsOf = (terms: PriceTerms, usage: Usage) =>
    costOf(terms, usage, DEFAULT_COST_SETTINGS).lines.map(({ kind }) => kind);

  it.each<[string, PriceTerms, Usage, string[]]>([
    ["is charged on top of tokens", priced, both, ["0.007"]],
    [
      "is not multiplied by a place",
      { ...priced, multipliers: { geo: new Map([["us", decimal(2n)]]) } },
      { ...both, inferenceGeo: "us" },
      ["0.009"],
    ],
    [
      "is part of a price per request, which stands for everything",
      { ...priced, perRequest: usd("0.01") },
      {},
      ["0.01", "tokens-unknown"],
    ],
    ["is part of a typical request", priced, {}, ["0.007", "estimated", "tokens-unknown"]],
    [
      "is charged beside rates of 0",
      { rates: rates({ input: "0", output: "0" }), requestFee: usd("0.005") },
      both,
      ["0.005"],
    ],
    [
      "is no price of images that nobody counted",
      { rates: {}, units: { outputImages: decimal(4n, 2) }, requestFee: usd("0.005") },
      both,
      ["unpriced", "units-unknown", "usage-not-priced"],
    ],
    ["is paid by each request of a sum", priced, { ...both, sumOfRequests: 10 }, ["0.052"]],
    ["is missing, and said to be, of a sum of nobody knows how many", priced, UNCOUNTED, ["0.002", "usage-not-priced"]],
    [
      "of such a sum is all there is to pay, and unknown",
      { rates: rates({ input: "0", output: "0" }), requestFee: usd("0.005") },
      UNCOUNTED,
      ["unpriced", "units-unknown", "usage-not-priced"],
    ],
    ["of 0 is no fee", { ...priced, requestFee: usd("0") }, UNCOUNTED, ["0.002"]],
    ["of such a sum that consumed nothing is none", priced, { sumOfRequests: 0, ...NOTHING }, ["0"]],
  ])("%s", (_, terms, usage, expected) => expect(cost(terms, usage)).toEqual(expected));

  it("is a line of its own", () => {
    expect(kindsOf(priced, both)).toEqual(["input", "output", "requestFee"]);
  });

  it("that is missing is named", () => {
    const { lines, notPriced } = costOf(priced, UNCOUNTED, DEFAULT_COST_SETTINGS);
    expect([lines.map(({ kind }) => kind), notPriced]).toEqual([["input", "output"], ["requestFee"]]);
  });

  it("so is a margin on each request", () => {
    const adjustments = new Map([["openai", [{ fixedMargin: usd("0.001") }]]]);
    const settings = { ...DEFAULT_COST_SETTINGS, adjustments };
    const { requestFee: _fee, ...terms } = priced;
    expect(cost(terms, { ...both, sumOfRequests: 10 }, settings)).toEqual(["0.012"]);
    expect(cost(terms, UNCOUNTED, settings)).toEqual(["0.002", "usage-not-priced"]);
  });
});
