import { picoUsd } from "@ratecard/money";
import { describe, expect, it } from "vitest";
import { byExposure, doAgree, exposureOf, reportedForAll } from "./exposure";

const usd = (dollars: number) => picoUsd(BigInt(dollars) * 10n ** 12n);

describe("exposure", () => {
  it("is the probable cost minus what was booked, with the least and the most", () => {
    expect(exposureOf([usd(5), usd(9), usd(2)], usd(3))).toEqual({ low: usd(-1), probable: usd(2), high: usd(6) });
  });

  it("is unknown without a candidate, and unknown comes after the known by its tokens, then its requests", () => {
    expect(exposureOf([], usd(3))).toBeUndefined();
    const ranked = (probable: number | undefined, tokens: bigint, requests = 1n) => ({
      exposure: probable === undefined ? undefined : exposureOf([usd(probable)], usd(0)),
      tokens,
      requests,
    });
    const groups = [
      ranked(undefined, 9n),
      ranked(-1, 0n),
      ranked(undefined, 9n, 5n),
      ranked(4, 0n),
      ranked(undefined, 20n),
    ];
    expect(groups.toSorted(byExposure)).toEqual([groups[3], groups[1], groups[4], groups[2], groups[0]]);
  });
});

it("takes a reported cost of some requests for all of them, and none for unknown", () => {
  expect(reportedForAll(usd(3), 2n, 4n)).toEqual(usd(6));
  expect(reportedForAll(usd(0), 2n, 4n)).toBeUndefined();
  expect(reportedForAll(usd(3), 0n, 4n)).toBeUndefined();
});

it("says that two costs agree when they are a twentieth apart at most", () => {
  expect([doAgree(usd(100), usd(95)), doAgree(usd(94), usd(100)), doAgree(usd(0), usd(0))]).toEqual([
    true,
    false,
    true,
  ]);
});
