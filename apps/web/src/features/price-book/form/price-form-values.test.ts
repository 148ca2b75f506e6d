import { describe, expect, it } from "vitest";
import { typicalText, withTerms } from "#web/components/price-form/terms-draft";
import { changesOf, emptyValues, problemsOf, valuesOf } from "./price-form-values";
import type { PriceRow } from "../price-row";

const ROW: PriceRow = {
  model: "gpt-4o",
  provider: "openai",
  perRequest: "0.0125",
  inputPer1M: "5",
  outputPer1M: "15",
  cacheReadPer1M: "0",
  isCustom: false,
  isActive: true,
  notes: "contract",
  version: 4,
  updatedAt: "2026-01-01T00:00:00Z",
};

describe("changesOf", () => {
  it("is empty while nothing moved, whatever the spelling of a number", () => {
    expect(changesOf(valuesOf(ROW), ROW)).toEqual({});
    expect(changesOf({ ...valuesOf(ROW), inputPer1M: " 5.00 " }, ROW)).toEqual({});
  });

  it("tells a price taken away from a free one", () => {
    const values = { ...valuesOf(ROW), cacheReadPer1M: "", outputPer1M: "0", notes: "" };
    expect(changesOf(values, ROW)).toEqual({ cacheReadPer1M: null, outputPer1M: "0", notes: null });
  });

  it("sends only what was filled in for a new entry", () => {
    const values = {
      ...emptyValues("new"),
      inputPer1M: "3",
      provider: "openai",
      effectiveFrom: "2026-02-01T00:00:00.000Z",
    };
    expect(changesOf(values, null)).toEqual({
      inputPer1M: "3",
      provider: "openai",
      effectiveFrom: "2026-02-01T00:00:00.000Z",
    });
  });
});

it.each(["-1", "NaN", "1e400", "0x10", "1_000", "1,5", "0.0000001", "$3"])("%s gets a sentence", (text) => {
  expect(problemsOf({ ...valuesOf(ROW), inputPer1M: text })).toEqual({
    inputPer1M: expect.stringMatching(/^This .+\./),
  });
});

it("needs a name, and a provider when the name does not tell it", () => {
  expect(problemsOf(emptyValues(""))).toEqual({ model: "Must not be empty. Enter a name." });
  expect(problemsOf(emptyValues("gpt-模型-4.1"))).toEqual({});
  expect(problemsOf(emptyValues("my-chatbot"))).toEqual({ provider: expect.stringContaining("as openai") });
});

it("takes over the prices of another model, in the unit of the form, and nothing else", () => {
  const terms = {
    inputPer1M: "3",
    cacheWrite1hPer1M: "6",
    citationPer1M: "1",
    thresholds: [{ aboveTokens: 200_000, inputPer1M: "6" }],
  };
  const values = withTerms({ ...emptyValues("bot", "1k"), outputPer1M: "9", notes: "mine" }, terms);
  expect(changesOf(values, null)).toEqual({
    inputPer1M: "3",
    cacheWrite1hPer1M: "6",
    citationPer1M: "1",
    thresholds: [{ aboveTokens: 200_000, inputPer1M: "6" }],
    notes: "mine",
  });
  expect(values.inputPer1M).toBe("0.003");
});

it("suggests the typical price per request", () => {
  const typical = { typicalInputTokens: 1000, typicalOutputTokens: 500 };
  expect(typicalText(valuesOf(ROW), typical)).toBe("0.0125");
  expect(typicalText(emptyValues("x"), typical)).toBeUndefined();
  expect(typicalText({ ...emptyValues("x"), inputPer1M: "bad" }, typical)).toBeUndefined();
});
