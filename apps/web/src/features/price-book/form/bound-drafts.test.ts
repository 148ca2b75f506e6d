import { describe, expect, it } from "vitest";
import type { PriceRow } from "../price-row";
import { withRow } from "./bound-drafts";
import { changesOf, valuesInUnit, valuesOf } from "./price-form-values";

const ROW: PriceRow = {
  model: "gemini-2.5-pro",
  provider: "gemini",
  perRequest: "0.00625",
  inputPer1M: "1.25",
  outputPer1M: "10",
  thresholds: [
    {
      aboveTokens: 200_000,
      inputPer1M: "2.5",
      cacheReadPer1M: "0.625",
      serviceTiers: { flex: { inputPer1M: "1" } },
    },
  ],
  tiers: [{ fromTokens: 0, toTokens: 128_000, inputPer1M: "1" }],
  isCustom: false,
  isActive: true,
  version: 4,
  updatedAt: "2026-01-01T00:00:00Z",
};

const [threshold] = valuesOf(ROW).thresholds;

describe("thresholds and tiers in the form", () => {
  it("change nothing while nobody touches them, in either unit", () => {
    expect(changesOf(valuesOf(ROW), ROW)).toEqual({});
    expect(changesOf(valuesOf(ROW, "1k"), ROW)).toEqual({});
    expect(changesOf(valuesInUnit(valuesOf(ROW), "1k"), ROW)).toEqual({});
  });

  it("are typed in the unit of the form, exactly", () => {
    const values = valuesInUnit(valuesOf(ROW), "1k");
    expect(values.inputPer1M).toBe("0.00125");
    expect(values.perRequest).toBe("0.00625");
    expect(values.thresholds[0]?.rates).toEqual({ inputPer1M: "0.0025", outputPer1M: "", cacheReadPer1M: "0.000625" });
    expect(valuesInUnit(values, "1m")).toEqual(valuesOf(ROW));
    expect(valuesInUnit({ ...values, inputPer1M: "1,5" }, "1m").inputPer1M).toBe("1,5");
  });

  it("an edited row is sent whole, with the service tiers the form does not show", () => {
    if (!threshold) throw new Error("the row has a threshold");
    const thresholds = [{ ...threshold, rates: { ...threshold.rates, inputPer1M: "0.003", outputPer1M: "0" } }];
    expect(changesOf({ ...valuesInUnit(valuesOf(ROW), "1k"), thresholds }, ROW)).toMatchObject({
      thresholds: [
        {
          aboveTokens: 200_000,
          inputPer1M: "3",
          outputPer1M: "0",
          serviceTiers: { flex: { inputPer1M: "1" } },
        },
      ],
    });
  });

  it("the last row taken away is the list taken away", () => {
    expect(changesOf({ ...valuesOf(ROW), tiers: [] }, ROW)).toEqual({ tiers: null });
  });

  it("are sent in rising order; a new tier begins where the last one ends", () => {
    const [low] = valuesOf(ROW).tiers;
    const [, added] = withRow("tiers", valuesOf(ROW).tiers);
    expect(added).toMatchObject({ key: 1, fromTokens: "128000", toTokens: "" });
    if (!low || !added) throw new Error("two tiers");
    const tiers = [{ ...added, toTokens: "256000", rates: { inputPer1M: "2" } }, low];
    expect(changesOf({ ...valuesOf(ROW), tiers }, ROW).tiers).toEqual([
      { fromTokens: 0, toTokens: 128_000, inputPer1M: "1" },
      { fromTokens: 128_000, toTokens: 256_000, inputPer1M: "2" },
    ]);
  });
});
