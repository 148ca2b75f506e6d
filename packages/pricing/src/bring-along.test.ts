import { decimal, picoUsd, type RatePerToken, ratePerToken, rateToPico } from "@ratecard/money";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { bringAlong, leftSentence, type PriceSet } from "./bring-along";
import { typicalPerRequest } from "./cost-of";
import { DEFAULT_COST_SETTINGS } from "./cost-result";
import { DEPENDENT_PRICES, type DependentPrices, mapRates, SIDE_OF_KIND } from "./dependent-prices";
import type { PriceTerms, Rates } from "./price-terms";
import { scaleTerms } from "./scale-terms";
import { anyTerms } from "./testing/any-terms";
import { rates, terms, usd } from "./testing/sample";
import { termsToJson } from "./terms-json";
import type { TokenKind } from "./token-kinds";

type Named = TokenKind | "perRequest";
const setRates = (before: PriceTerms, changed: Rates, others: readonly Named[] = []): PriceSet => ({
  before,
  after: { ...before, rates: { ...before.rates, ...changed } },
  named: new Set([...(Object.keys(changed) as TokenKind[]), ...others]),
});
const brought = (set: PriceSet, along: readonly DependentPrices[] = DEPENDENT_PRICES) => {
  const done = bringAlong(set, along, DEFAULT_COST_SETTINGS);
  if (!done.ok) throw new Error(done.problem);
  return done;
};

const SONNET: PriceTerms = {
  ...terms({ input: "3", output: "15", cacheRead: "0.3", cacheWrite: "3.75", reasoning: "15" }, "0.0105"),
  thresholds: [
    {
      aboveTokens: 200_000,
      rates: rates({ input: "6", output: "22.5", cacheRead: "0.6" }),
      serviceTiers: { batch: rates({ input: "3" }) },
    },
  ],
  serviceTiers: { batch: rates({ input: "1.5", output: "7.5" }) },
  offPeak: { windows: [{ startMinute: 0, endMinute: 60 }], rates: rates({ input: "1", output: "5" }) },
};

describe("a price whose input was set", () => {
  it("takes along what belongs to it, in the same proportion, and nothing of the output's", () => {
    const { terms: after, left, isRounded } = brought(setRates(SONNET, rates({ input: "1.5" })));
    expect(termsToJson(after)).toMatchObject({
      perRequest: "0.009",
      inputPer1M: "1.5",
      outputPer1M: "15",
      cacheReadPer1M: "0.15",
      cacheWritePer1M: "1.875",
      reasoningPer1M: "15",
      thresholds: [
        {
          inputPer1M: "3",
          outputPer1M: "22.5",
          cacheReadPer1M: "0.3",
          serviceTiers: { batch: { inputPer1M: "1.5" } },
        },
      ],
      serviceTiers: { batch: { inputPer1M: "0.75", outputPer1M: "7.5" } },
      offPeak: { inputPer1M: "0.5", outputPer1M: "5" },
    });
    expect({ left, isRounded }).toEqual({ left: [], isRounded: false });
  });

  it.each<[DependentPrices, object]>([
    ["cache", { cacheReadPer1M: "0.15", serviceTiers: { batch: { inputPer1M: "1.5" } } }],
    ["serviceTiers", { cacheReadPer1M: "0.3", serviceTiers: { batch: { inputPer1M: "0.75" } } }],
    ["thresholds", { cacheReadPer1M: "0.3", thresholds: [{ inputPer1M: "3" }] }],
    ["offPeak", { thresholds: [{ inputPer1M: "6" }], offPeak: { inputPer1M: "0.5" } }],
    ["perRequest", { perRequest: "0.009", cacheReadPer1M: "0.3" }],
  ])("takes along %s alone where only that is chosen", (along, expected) => {
    const { terms: after } = brought(setRates(SONNET, rates({ input: "1.5" })), [along]);
    expect(termsToJson(after)).toMatchObject(expected);
  });

  it("keeps what the same edit sets", () => {
    const set = setRates({ ...SONNET, perRequest: usd("1") }, rates({ input: "1.5", cacheRead: "0.3" }), [
      "perRequest",
    ]);
    const after = termsToJson(brought(set).terms);
    expect(after).toMatchObject({ perRequest: "1", cacheReadPer1M: "0.3", cacheWritePer1M: "1.875" });
  });

  it("moves a price per request of its own as far as a typical request", () => {
    const { terms: after } = brought(setRates({ ...SONNET, perRequest: usd("0.021") }, rates({ input: "1.5" })));
    expect(after.perRequest).toBe(usd("0.018"));
  });

  it("says when digits were lost, and refuses a rate beyond the ceiling", () => {
    const odd = setRates(terms({ input: "3", cacheRead: "0.000001" }), rates({ input: "1" }));
    expect(brought(odd)).toMatchObject({ isRounded: true, terms: { rates: rates({ input: "1", cacheRead: "0" }) } });
    const far = setRates(terms({ input: "0.000001", cacheRead: "1000" }), rates({ input: "1000000" }));
    expect(bringAlong(far, ["cache"], DEFAULT_COST_SETTINGS)).toMatchObject({ ok: false, problem: "too-large" });
  });
});

describe("what has no proportion to follow stays, and is named", () => {
  const sentences = (set: PriceSet) => brought(set).left.map(leftSentence);

  it("without an old price", () => {
    const set = setRates(terms({ cacheRead: "0.3" }), rates({ input: "3" }));
    expect(brought(set).terms).toEqual(set.after);
    expect(sentences(set)).toEqual(["Not brought along, since the input price was missing before: cache rates."]);
  });

  it("from an old price of 0", () => {
    const free: PriceTerms = {
      ...terms({ input: "0", output: "0", reasoning: "2" }, "0.5"),
      serviceTiers: { flex: rates({ output: "1" }) },
    };
    expect(sentences(setRates(free, rates({ output: "3" })))).toEqual([
      "Not brought along, since the output price was 0 before: reasoning, audio, image and video rates; batch and other service tier rates.",
      "Not brought along, since the cost of a typical request was 0 before: price per request.",
    ]);
  });

  it("but a free price per request that was filled in is filled in anew", () => {
    const set = setRates(terms({ input: "0", output: "0" }, "0"), rates({ input: "3" }));
    expect(brought(set)).toMatchObject({ left: [], terms: { perRequest: usd("0.003") } });
  });

  it("to a price that is taken away", () => {
    const { input: _, ...others } = SONNET.rates;
    const set: PriceSet = { before: SONNET, after: { ...SONNET, rates: others }, named: new Set(["input"]) };
    expect(brought(set, ["cache"]).terms).toEqual(set.after);
    expect(sentences(set)[0]).toContain("since the input price is missing afterwards: cache rates;");
  });
});

const rate = fc.nat({ max: 100_000_000 }).map(ratePerToken);
const factor = fc.integer({ min: 1, max: 50 });
const groups = fc.subarray([...DEPENDENT_PRICES]);
/** A rate beyond the ceiling is refused, which is another test's. */
const inBounds = (set: PriceSet, along?: readonly DependentPrices[]): PriceTerms => {
  const done = bringAlong(set, along ?? DEPENDENT_PRICES, DEFAULT_COST_SETTINGS);
  fc.pre(done.ok);
  return done.ok ? done.terms : set.after;
};
/** Every rate of a price under where it stands. */
const ratesOf = (price: PriceTerms) => {
  const found: Readonly<{ rate: RatePerToken; kind: TokenKind; place: string }>[] = [];
  mapRates(price, (each, kind, place) => {
    found.push({ rate: each, kind, place });
    return each;
  });
  return found;
};
const times = (each: RatePerToken | undefined, by: number) =>
  ratePerToken(rateToPico(each ?? ratePerToken(1)) * BigInt(by));

describe("for every price", () => {
  test("both sides times a whole number, all brought along, is the price times it", () =>
    fc.assert(
      fc.property(anyTerms, rate, rate, factor, (price, input, output, by) => {
        const own = { ...price.rates, input: times(input, 1), output: times(output, 1) };
        fc.pre(rateToPico(own.input) > 0n && rateToPico(own.output) > 0n);
        const before = { ...price, rates: own };
        const done = brought(setRates(before, { input: times(input, by), output: times(output, by) }));
        const scaled = scaleTerms(before, decimal(BigInt(by)));
        const plain = (each: PriceTerms) => ratesOf(each).filter(({ kind }) => SIDE_OF_KIND[kind] !== "beside");
        expect(plain(done.terms)).toEqual(scaled.ok && plain(scaled.terms));
        expect(done.left.filter(({ base }) => base !== "request")).toEqual([]);
      }),
    ));

  test("nothing moves but what was chosen, on the side that was set", () =>
    fc.assert(
      fc.property(anyTerms, rate, groups, (before, input, along) => {
        const set = setRates(before, { input });
        const after = inBounds(set, along);
        const [old, next] = [ratesOf(set.after), ratesOf(after)];
        for (const [index, { rate: from, kind, place }] of old.entries()) {
          const mayMove = SIDE_OF_KIND[kind] === "input" && along.some((each) => each === place);
          if (!mayMove) expect(next[index]?.rate).toBe(from);
        }
        if (!along.includes("perRequest")) expect(after.perRequest).toBe(before.perRequest);
      }),
    ));

  test("what cost no more than its base costs no more than it afterwards", () =>
    fc.assert(
      fc.property(anyTerms, rate, (before, input) => {
        const { input: base } = before.rates;
        fc.pre(base !== undefined && rateToPico(base) > 0n);
        const set = setRates(before, { input });
        const [old, next] = [ratesOf(set.after), ratesOf(inBounds(set))];
        for (const [index, { rate: from, kind, place }] of old.entries()) {
          if (place === "base" || SIDE_OF_KIND[kind] !== "input" || !base || rateToPico(from) > rateToPico(base))
            continue;
          expect(rateToPico(next[index]?.rate ?? ratePerToken(0))).toBeLessThanOrEqual(rateToPico(input));
        }
      }),
    ));

  test("a price per request that was filled in is what a typical request costs then", () =>
    fc.assert(
      fc.property(anyTerms, rate, rate, groups, (price, input, output, along) => {
        const perRequest = typicalPerRequest(price, DEFAULT_COST_SETTINGS);
        fc.pre(perRequest !== undefined);
        const before = { ...price, perRequest: perRequest ?? picoUsd(0) };
        const after = inBounds(setRates(before, { input, output }), [...along, "perRequest"]);
        const typical = typicalPerRequest(after, DEFAULT_COST_SETTINGS);
        if (typical !== undefined) expect(after.perRequest).toBe(typical);
      }),
    ));
});
