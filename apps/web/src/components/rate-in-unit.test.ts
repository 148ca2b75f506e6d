import { expect, it } from "vitest";
import { rateInUnit, rateRank } from "./rate-in-unit";

it.each([
  ["3.00", "1m", "3"],
  ["3", "1k", "0.003"],
  ["0.000001", "1k", "0.000000001"],
  ["0", "1k", "0"],
  ["three", "1k", "three"],
  [undefined, "1k", undefined],
] as const)("%s per 1M is shown per %s as %s", (per1M, unit, shown) => {
  expect(rateInUnit(per1M, unit)).toBe(shown);
});

it("ranks exactly, absent apart from free", () => {
  expect(rateRank("0.1")).toBe(100_000n);
  expect(rateRank("0")).toBe(0n);
  expect(rateRank(undefined)).toBeUndefined();
});
