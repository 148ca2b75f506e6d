import { parseDecimal } from "@ratecard/money";
import { describe, expect, it } from "vitest";
import { scaleTerms } from "./scale-terms";
import { termsFromJson } from "./terms-from-json";
import { termsToJson } from "./terms-json";

const terms = (json: unknown) => {
  const read = termsFromJson(json);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.terms;
};
const times = (json: unknown, factor: string) => {
  const parsed = parseDecimal(factor);
  if (!parsed.ok) throw new Error(parsed.problem);
  const scaled = scaleTerms(terms(json), parsed.value);
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
