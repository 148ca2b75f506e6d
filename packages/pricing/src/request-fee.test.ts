/** What OpenRouter lists as `request`: a charge on top of tokens, unlike a price per request. */
import { decimal } from "@ratecard/money";
import { describe, expect, it } from "vitest";
import { costOf } from "./cost-of";
import { DEFAULT_COST_SETTINGS } from "./cost-result";
import type { PriceTerms } from "./price-terms";
import { rates, usd } from "./testing/sample";
import { both, cost } from "./testing/short-cost";
import type { Usage } from "./usage";

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
  ])("%s", (_, terms, usage, expected) => expect(cost(terms, usage)).toEqual(expected));

  it("is a line of its own", () => {
    expect(kindsOf(priced, both)).toEqual(["input", "output", "requestFee"]);
  });
});
