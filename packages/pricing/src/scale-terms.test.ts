import { parseDecimal } from "@ratecard/money";
import { describe, expect, it } from "vitest";
import type { DependentPrices } from "./dependent-prices";
import { scaleTerms } from "./scale-terms";
import { termsFromJson } from "./terms-from-json";
import { termsToJson } from "./terms-json";

const terms = (json: unknown) => {
  const read = termsFromJson(json);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.terms;
};
const times = (json: unknown, factor: string, along?: readonly DependentPrices[]) => {
  const parsed = parseDecimal(factor);
  if (!parsed.ok) throw new Error(parsed.problem);
  const scaled = scaleTerms(terms(json), parsed.value, along);
  return scaled.ok ? { ...termsToJson(scaled.terms), isRounded: scaled.isRounded } : scaled.problem;
};

describe("a price times a factor", () => {
  it("moves every amount alike, and nothing else", () => {
    const price = {
      perRequestUsd: "0.0105",
      ratesPer1M: { input: "3", output: "15", cacheRead: "0" },
      thresholds: [{ aboveTokens: 200_000, ratesPer1M: { input: "6" }, serviceTiersPer1M: { flex: { input: "3" } } }],
      serviceTiersPer1M: { batch: { input: "1.5" } },
      unitsUsd: { outputImages: "0.04" },
    };
    expect(times(price, "1.2")).toEqual({
      isRounded: false,
      perRequestUsd: "0.0126",
      ratesPer1M: { input: "3.6", output: "18", cacheRead: "0" },
      thresholds: [
        { aboveTokens: 200_000, ratesPer1M: { input: "7.2" }, serviceTiersPer1M: { flex: { input: "3.6" } } },
      ],
      serviceTiersPer1M: { batch: { input: "1.8" } },
      unitsUsd: { outputImages: "0.048" },
    });
    expect(times(price, "1")).toEqual({ ...price, isRounded: false });
  });

  it("moves of what belongs to input and output only what is named", () => {
    const price = {
      perRequestUsd: "0.01",
      requestFeeUsd: "0.02",
      ratesPer1M: { input: "3", cacheRead: "0.3", citation: "1", reasoning: "4", imageOutput: "40" },
      serviceTiersPer1M: { batch: { input: "1.5" } },
      unitsUsd: { outputImages: "0.04" },
    };
    const always = { requestFeeUsd: "0.04", unitsUsd: { outputImages: "0.08" } };
    const onSidesWithoutBase = { reasoning: "8", imageOutput: "80" };
    expect(times(price, "2", [])).toEqual({
      ...price,
      ...always,
      ratesPer1M: { input: "6", cacheRead: "0.3", citation: "2", ...onSidesWithoutBase },
      isRounded: false,
    });
    expect(times(price, "2", ["cache", "perRequest"])).toMatchObject({
      perRequestUsd: "0.02",
      ratesPer1M: { cacheRead: "0.6" },
      serviceTiersPer1M: { batch: { input: "1.5" } },
    });
    expect(times({ perRequestUsd: "0.01" }, "2", [])).toMatchObject({ perRequestUsd: "0.02" });
  });

  it("is exact where a float is not, and says when digits were lost", () => {
    expect(times({ ratesPer1M: { input: "0.1" } }, "3")).toMatchObject({
      ratesPer1M: { input: "0.3" },
      isRounded: false,
    });
    expect(times({ ratesPer1M: { input: "0.000001" } }, "0.5")).toMatchObject({
      ratesPer1M: { input: "0" },
      isRounded: true,
    });
    expect(times({ ratesPer1M: { input: "0.000003" } }, "0.5")).toMatchObject({ ratesPer1M: { input: "0.000002" } });
  });

  it("refuses a negative factor and a rate beyond the ceiling", () => {
    expect(times({ ratesPer1M: { input: "1" } }, "-1")).toBe("negative");
    expect(times({ ratesPer1M: { input: "999999999" } }, "2")).toBe("too-large");
  });
});
