import { add, formatUsd, ZERO } from "@ratecard/money";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costOf } from "./cost-of";
import { DEFAULT_COST_SETTINGS } from "./cost-result";
import { linearCost, type UsageSums } from "./linear-cost";
import type { PriceTerms } from "./price-terms";
import { anyTerms } from "./testing/any-terms";
import { COLUMN_KINDS, COUNT_FIELD, INPUT_PARTS, OUTPUT_PARTS } from "./token-kinds";
import { isAnyTokenCounted } from "./token-quantities";
import { serviceTierOf } from "./service-tier";
import type { Usage } from "./usage";

const NOTHING = BigInt(0);

/** Counts of the ledger's kinds, wholes at least as large as their parts, now and then unknown or beyond 2^53 in sum. */
const plainUsage: fc.Arbitrary<Usage> = fc
  .record({
    parts: fc.array(fc.oneof(fc.nat(500), fc.constant(0), fc.constant(undefined)), { minLength: 8, maxLength: 8 }),
    input: fc.oneof(fc.nat(3000), fc.constant(0), fc.constant(2 ** 50)),
    output: fc.nat(3000),
    isUnknown: fc.boolean(),
  })
  .map(({ parts, input, output, isUnknown }) => {
    if (isUnknown) return { promptTokens: output % 2 === 0 ? undefined : output };
    const kinds = COLUMN_KINDS.filter((kind) => kind !== "input" && kind !== "output");
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
    COLUMN_KINDS.map((kind) => [
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

const eachCost = (terms: PriceTerms, usages: readonly Usage[], provider?: string) =>
  usages.reduce((total, usage) => add(total, costOf(terms, usage, DEFAULT_COST_SETTINGS, { provider }).total), ZERO);

/** A third of the prices of `anyTerms` are linear; the others have to say so. */
const linearTerms = anyTerms.map(({ thresholds: _cut, tiers: _step, offPeak: _hours, ...terms }): PriceTerms => terms);

describe("the cost of many requests from their sums", () => {
  it("is the sum of the cost of each, to the last digit, or is not told", () => {
    fc.assert(
      fc.property(fc.oneof(linearTerms, anyTerms), fc.array(plainUsage, { maxLength: 30 }), (terms, usages) => {
        const answer = linearCost(terms, sumsOf(usages), DEFAULT_COST_SETTINGS, {});
        if (answer !== undefined) expect(formatUsd(answer)).toBe(formatUsd(eachCost(terms, usages)));
      }),
      { numRuns: 1000 },
    );
  });

  it("is told for every price without thresholds, tiers and hours", () => {
    fc.assert(
      fc.property(linearTerms, fc.array(plainUsage, { maxLength: 5 }), (terms, usages) => {
        expect(linearCost(terms, sumsOf(usages), DEFAULT_COST_SETTINGS, {})).toBeDefined();
      }),
    );
  });

  it("is not told where a discount or a margin is rounded request by request", () => {
    const settings = { ...DEFAULT_COST_SETTINGS, adjustments: new Map([["acme", {}]]) };
    const ask = (provider?: string) => linearCost({ rates: {} }, sumsOf([{}]), settings, { provider });
    expect(ask("acme")).toBeUndefined();
    expect(ask("other")).toBeDefined();
    expect(ask()).toBeDefined();
    const everywhere = { ...settings, adjustments: new Map([["global", {}]]) };
    expect(linearCost({ rates: {} }, sumsOf([{}]), everywhere, {})).toBeUndefined();
  });
});

it("the tiers that the ledger's rollup counts as standard are standard", () => {
  for (const serviceTier of ["default", "auto", "standard", "Default", "AUTO"]) {
    expect(serviceTierOf({ serviceTier })).toBeUndefined();
  }
});
