import { describe, expect, it } from "vitest";
import { boundProblems } from "./json-reader";
import { rates, terms } from "./testing/sample";

const priced = rates({ input: "1" });
const threshold = (aboveTokens: number, own = priced) => ({ aboveTokens, rates: own });
const tier = (fromTokens: number, toTokens: number, own = priced) => ({ fromTokens, toTokens, rates: own });

describe("boundProblems", () => {
  it("finds nothing in what the engine can use", () => {
    expect(boundProblems(terms({ input: "1" }))).toEqual([]);
    expect(
      boundProblems({
        rates: {},
        thresholds: [threshold(200_000), threshold(128_000)],
        tiers: [tier(128_000, 256_000), tier(0, 128_000), tier(512_000, 1_000_000)],
      }),
    ).toEqual([]);
    expect(
      boundProblems({ rates: {}, thresholds: [{ aboveTokens: 1, rates: {}, serviceTiers: { flex: priced } }] }),
    ).toEqual([]);
  });

  it.each([
    [{ thresholds: [threshold(1), threshold(2), threshold(1)] }, "thresholds[2].aboveTokens", "named-twice"],
    [{ thresholds: [threshold(1, {})] }, "thresholds[0]", "no-rate"],
    [{ tiers: [tier(0, 10), tier(9, 20)] }, "tiers[1].fromTokens", "overlaps"],
    [{ tiers: [tier(0, 10), tier(0, 10)] }, "tiers[1].fromTokens", "overlaps"],
    [{ tiers: [tier(5, 6), tier(0, 10)] }, "tiers[1].fromTokens", "overlaps"],
    [{ tiers: [tier(0, 10, rates({ output: "1" }))] }, "tiers[0].inputPer1M", "tier-without-input"],
  ] as const)("%j", (own, path, problem) => {
    expect(boundProblems({ rates: {}, ...own })).toEqual([{ path, problem }]);
  });
});
