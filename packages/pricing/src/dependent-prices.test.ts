import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { dependentPrices, mapRates } from "./dependent-prices";
import type { PriceTerms } from "./price-terms";
import { anyTerms } from "./testing/any-terms";
import { rates, terms } from "./testing/sample";

test("mapping each rate to itself is the same price", () =>
  fc.assert(
    fc.property(anyTerms, (price) => {
      expect(mapRates(price, (rate) => rate)).toEqual(price);
    }),
  ));

describe("what belongs to a price", () => {
  const price: PriceTerms = {
    ...terms({ input: "3", cacheRead: "0.3", reasoning: "4", citation: "1" }, "0.01"),
    tiers: [{ fromTokens: 0, toTokens: 1000, rates: rates({ input: "1" }) }],
    serviceTiers: { batch: rates({ output: "1" }) },
  };

  it("is told by side; a side without a price has nothing that belongs to it", () => {
    expect([...dependentPrices(price, ["input"])]).toEqual(["cache", "thresholds", "perRequest"]);
    expect([...dependentPrices(price, ["output"])]).toEqual(["perRequest"]);
    const both = { ...price, rates: { ...price.rates, ...rates({ output: "15" }) } };
    expect([...dependentPrices(both, ["output"])]).toEqual(["otherTokens", "serviceTiers", "perRequest"]);
  });

  it("is no price per request where that is all there is", () => {
    expect([...dependentPrices(terms({}, "0.01"), ["input", "output"])]).toEqual([]);
  });
});
