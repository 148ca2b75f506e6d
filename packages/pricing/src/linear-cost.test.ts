import { add, formatUsd, type PicoUsd, ratePerToken, ZERO } from "@ratecard/money";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costOf, serviceTierOf } from "./cost-of";
import { DEFAULT_COST_SETTINGS } from "./cost-result";
import { linearCost, type UsageSums } from "./linear-cost";
import { type PriceTerms, promptCuts } from "./price-terms";
import { anyTerms } from "./testing/any-terms";
import { COUNT_FIELD, INPUT_PARTS, OUTPUT_PARTS, TOKEN_KINDS } from "./token-kinds";
import { isAnyTokenCounted, type Usage } from "./usage";

const NOTHING = BigInt(0);

/** Counts of the ledger's kinds, wholes at least as large as their parts, now and then unknown or beyond 2^53 in sum. */
const plainUsage: fc.Arbitrary<Usage> = fc
  .record({
    parts: fc.array(fc.oneof(fc.nat(500), fc.constant(0), fc.constant(undefined)), {
      minLength: TOKEN_KINDS.length,
      maxLength: TOKEN_KINDS.length,
    }),
    input: fc.oneof(fc.nat(3000), fc.constant(0), fc.constant(2 ** 50)),
    output: fc.nat(3000),
    isUnknown: fc.boolean(),
  })
  .map(({ parts, input, output, isUnknown }) => {
    if (isUnknown) return { promptTokens: output % 2 === 0 ? undefined : output };
    const kinds = TOKEN_KINDS.filter((kind) => kind !== "input" && kind !== "output");
    const own = new Map(kinds.map((kind, index) => [kind as string, parts[index]]));
    const sum = (of: readonly string[]) => of.reduce((total, kind) => total + (own.get(kind) ?? 0), 0);
    return {
      ...Object.fromEntries(kinds.map((kind) => [COUNT_FIELD[kind], own.get(kind)])),
      promptTokens: input + sum(INPUT_PARTS),
      completionTokens: output + sum(OUTPUT_PARTS),
    };
  });

function sumsOf(usages: readonly Usage[]): UsageSums {
  const counted = usages.filter(isAnyTokenCounted);
  const tokens = Object.fromEntries(
    TOKEN_KINDS.map((kind) => [
      kind,
      counted.reduce((total, usage) => total + BigInt(usage[COUNT_FIELD[kind]] ?? 0), NOTHING),
    ]),
  ) as UsageSums["tokens"];
  return {
    countedRequests: BigInt(counted.length),
    uncountedRequests: BigInt(usages.length - counted.length),
    tokens,
  };
}

const CONTEXT = { at: Date.UTC(2026, 0, 15, 3, 30) };

const eachCost = (terms: PriceTerms, usages: readonly Usage[]) =>
  usages.reduce((total, usage) => add(total, costOf(terms, usage, DEFAULT_COST_SETTINGS, CONTEXT).total ?? ZERO), ZERO);

const linearTerms = anyTerms.map(({ thresholds: _cut, tiers: _step, requestFee: _fee, ...terms }): PriceTerms => terms);

/** By which cuts the prompt is above. */
function segmentsOf(terms: PriceTerms, usages: readonly Usage[]): readonly (readonly Usage[])[] {
  const segments = new Map<number, Usage[]>();
  for (const usage of usages) {
    const above = promptCuts(terms).filter((cut) => (usage.promptTokens ?? 0) > cut).length;
    segments.set(above, [...(segments.get(above) ?? []), usage]);
  }
  return [...segments.values()];
}

const notTold = (): never => {
  throw new Error("no answer");
};

describe("the cost of many requests from their sums", () => {
  it("is the sum of the cost of each, to the last digit, for every price without thresholds and tiers", () => {
    fc.assert(
      fc.property(linearTerms, fc.array(plainUsage, { maxLength: 30 }), (terms, usages) => {
        const answer = linearCost(terms, sumsOf(usages), DEFAULT_COST_SETTINGS, CONTEXT);
        expect(formatUsd(answer ?? notTold())).toBe(formatUsd(eachCost(terms, usages)));
      }),
      { numRuns: 500 },
    );
  });

  it("is so between the cuts of any price", () => {
    fc.assert(
      fc.property(anyTerms, fc.array(plainUsage, { maxLength: 30 }), ({ requestFee: _fee, ...terms }, usages) => {
        const parts = segmentsOf(terms, usages).map((own) => {
          const promptTokens = Math.min(...own.map((usage) => usage.promptTokens ?? 0));
          return linearCost(terms, { ...sumsOf(own), promptTokens }, DEFAULT_COST_SETTINGS, CONTEXT);
        });
        const total = parts.reduce<PicoUsd>((amount, part) => add(amount, part ?? notTold()), ZERO);
        expect(formatUsd(total)).toBe(formatUsd(eachCost(terms, usages)));
      }),
      { numRuns: 500 },
    );
  });

  it("is not told of prompts of any length where the price looks at it", () => {
    const stepped = { rates: { input: ratePerToken(1) }, thresholds: [{ aboveTokens: 5, rates: {} }] };
    expect(linearCost(stepped, sumsOf([{ promptTokens: 1 }]), DEFAULT_COST_SETTINGS, {})).toBeUndefined();
  });

  it("is not told where a fee is added to each request that has a cost", () => {
    const withFee = { rates: { input: ratePerToken(1) }, requestFee: ZERO };
    expect(linearCost(withFee, sumsOf([{ promptTokens: 1 }]), DEFAULT_COST_SETTINGS, {})).toBeUndefined();
  });

  it("is not told where a discount or a margin is rounded request by request", () => {
    const settings = { ...DEFAULT_COST_SETTINGS, adjustments: new Map([["acme", [{}]]]) };
    const ask = (provider?: string) => linearCost({ rates: {} }, sumsOf([{}]), settings, { provider });
    expect(ask("acme")).toBeUndefined();
    expect(ask("other")).toBeDefined();
    expect(ask()).toBeDefined();
    const everywhere = { ...settings, adjustments: new Map([["global", [{}]]]) };
    expect(linearCost({ rates: {} }, sumsOf([{}]), everywhere, {})).toBeUndefined();
  });
});

it("the tiers that the ledger's rollup counts as standard are standard", () => {
  for (const serviceTier of ["default", "auto", "standard", "Default", "AUTO"]) {
    expect(serviceTierOf({ serviceTier })).toBeUndefined();
  }
});
