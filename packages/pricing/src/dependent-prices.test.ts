import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { dependentPrices, isOwnPrice, mapRates, SIDE_OF_KIND } from "./dependent-prices";
import type { PriceTerms } from "./price-terms";
import { anyTerms } from "./testing/any-terms";
import { rates, terms } from "./testing/sample";
import { termsToJson } from "./terms-json";

test("mapping each rate to itself is the same price", () =>
  fc.assert(
    fc.property(anyTerms, (price) => {
      expect(mapRates(price, (rate) => rate)).toEqual(price);
    }),
  ));

const belonging = (price: PriceTerms, sides: readonly ("input" | "output")[]) => [
  ...dependentPrices(termsToJson(price), sides),
];

test("what belongs to a price is told without its digits as with them", () =>
  fc.assert(
    fc.property(anyTerms, fc.subarray<"input" | "output">(["input", "output"]), (price, sides) => {
      const met = new Set<string>();
      mapRates(price, (rate, kind, place) => {
        if (!isOwnPrice(price, kind, place) && sides.some((side) => side === SIDE_OF_KIND[kind])) met.add(place);
        return rate;
      });
      expect(new Set(belonging(price, sides).filter((group) => group !== "perRequest"))).toEqual(met);
    }),
  ));

describe("what belongs to a price", () => {
  const price: PriceTerms = {
    ...terms({ input: "3", cacheRead: "0.3", reasoning: "4", citation: "1" }, "0.01"),
    tiers: [{ fromTokens: 0, toTokens: 1000, rates: rates({ input: "1" }) }],
    serviceTiers: { batch: rates({ output: "1" }) },
  };

  it("is told by side; a side without a price has nothing that belongs to it", () => {
    expect(belonging(price, ["input"])).toEqual(["cache", "thresholds", "perRequest"]);
    expect(belonging(price, ["output"])).toEqual([]);
    const both = { ...price, rates: { ...price.rates, ...rates({ output: "15" }) } };
    expect(belonging(both, ["output"])).toEqual(["otherTokens", "serviceTiers", "perRequest"]);
  });

  it("is no price per request where that is all there is", () => {
    expect(belonging(terms({}, "0.01"), ["input", "output"])).toEqual([]);
  });
});
