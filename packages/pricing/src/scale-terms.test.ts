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
      perRequest: "0.0105",
      inputPer1M: "3",
      outputPer1M: "15",
      cacheReadPer1M: "0",
      thresholds: [{ aboveTokens: 200_000, inputPer1M: "6", serviceTiers: { flex: { inputPer1M: "3" } } }],
      serviceTiers: { batch: { inputPer1M: "1.5" } },
      perUnit: { outputImages: "0.04" },
    };
    expect(times(price, "1.2")).toEqual({
      isRounded: false,
      perRequest: "0.0126",
      inputPer1M: "3.6",
      outputPer1M: "18",
      cacheReadPer1M: "0",
      thresholds: [{ aboveTokens: 200_000, inputPer1M: "7.2", serviceTiers: { flex: { inputPer1M: "3.6" } } }],
      serviceTiers: { batch: { inputPer1M: "1.8" } },
      perUnit: { outputImages: "0.048" },
    });
    expect(times(price, "1")).toEqual({ ...price, isRounded: false });
  });

  it("moves of what belongs to input and output only what is named", () => {
    const price = {
      perRequest: "0.01",
      requestFee: "0.02",
      inputPer1M: "3",
      cacheReadPer1M: "0.3",
      citationPer1M: "1",
      reasoningPer1M: "4",
      imageOutputPer1M: "40",
      serviceTiers: { batch: { inputPer1M: "1.5" } },
      perUnit: { outputImages: "0.04" },
    };
    const always = { requestFee: "0.04", perUnit: { outputImages: "0.08" } };
    const onSidesWithoutBase = { reasoningPer1M: "8", imageOutputPer1M: "80" };
    expect(times(price, "2", [])).toEqual({
      ...price,
      ...always,
      inputPer1M: "6",
      cacheReadPer1M: "0.3",
      citationPer1M: "2",
      ...onSidesWithoutBase,
      isRounded: false,
    });
    expect(times(price, "2", ["cache", "perRequest"])).toMatchObject({
      perRequest: "0.02",
      cacheReadPer1M: "0.6",
      serviceTiers: { batch: { inputPer1M: "1.5" } },
    });
    expect(times({ perRequest: "0.01" }, "2", [])).toMatchObject({ perRequest: "0.02" });
  });

  it("is exact where a float is not, and says when digits were lost", () => {
    expect(times({ inputPer1M: "0.1" }, "3")).toMatchObject({
      inputPer1M: "0.3",
      isRounded: false,
    });
    expect(times({ inputPer1M: "0.000001" }, "0.5")).toMatchObject({
      inputPer1M: "0",
      isRounded: true,
    });
    expect(times({ inputPer1M: "0.000003" }, "0.5")).toMatchObject({ inputPer1M: "0.000002" });
  });

  it("refuses a negative factor and a rate beyond the ceiling", () => {
    expect(times({ inputPer1M: "1" }, "-1")).toBe("negative");
    expect(times({ inputPer1M: "999999999" }, "2")).toBe("too-large");
  });
});
