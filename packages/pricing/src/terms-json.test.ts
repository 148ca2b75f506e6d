import { decimal } from "@ratecard/money";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { PriceTerms } from "./price-terms";
import { termsFromStored, termsToStored } from "./stored-terms";
import { termsFromJson } from "./terms-from-json";
import { termsToJson } from "./terms-json";
import { anyTerms } from "./testing/any-terms";
import { rates, terms } from "./testing/sample";

test("terms survive the wire and the database, whatever they say", () =>
  fc.assert(
    fc.property(anyTerms, (price) => {
      expect(termsFromJson(JSON.parse(JSON.stringify(termsToJson(price))))).toEqual({ ok: true, terms: price });
      const { details, ...columns } = termsToStored(price);
      const stored = { ...columns, details: JSON.parse(JSON.stringify(details)) };
      expect(termsFromStored(stored)).toEqual({ ok: true, terms: price });
    }),
  ));

test("columns hold what people write SQL on, details the rest", () => {
  const price: PriceTerms = {
    ...terms({ input: "3", cacheRead: "0", citation: "1" }, "0.0105"),
    thresholds: [{ aboveTokens: 200_000, rates: rates({ input: "6" }) }],
    units: { outputImages: decimal(4n, 2) },
  };
  expect(termsToStored(price)).toMatchObject({
    pricePerRequest: "0.0105",
    per1k: { input: "0.003", output: null, cacheRead: "0", cacheWrite1h: null, citation: "0.001" },
    details: {
      thresholds: [{ aboveTokens: 200_000, inputPer1M: "6" }],
      perUnit: { outputImages: "0.04" },
    },
  });
  expect(termsToStored(terms({ input: "3" }, "0")).details).toBeNull();
});

test("PostgreSQL's numeric text is read as it comes", () => {
  const read = termsFromStored({ pricePerRequest: "0.010500", per1k: { input: "0.0030" }, details: null });
  expect(read).toEqual({ ok: true, terms: terms({ input: "3" }, "0.0105") });
});

describe("what is wrong is named", () => {
  it.each([
    [null, "", "not-an-object"],
    [[], "", "not-an-object"],
    [{ price: 1 }, "price", "unknown-field"],
    [{ inputPer1M: 3 }, "inputPer1M", "not-text"],
    [{ inputPer1M: "-1" }, "inputPer1M", "negative"],
    [{ inputPer1M: "NaN" }, "inputPer1M", "not-a-number"],
    [{ inputsPer1M: "1" }, "inputsPer1M", "unknown-field"],
    [{ constructor: "1" }, "constructor", "unknown-field"],
    [{ perRequest: "1e400" }, "perRequest", "too-large"],
    [{ thresholds: {} }, "thresholds", "not-a-list"],
    [{ thresholds: [{ aboveTokens: -1 }] }, "thresholds[0].aboveTokens", "not-a-whole-number"],
    [{ thresholds: [{ aboveTokens: 1, inputPer1M: "x" }] }, "thresholds[0].inputPer1M", "not-a-decimal-literal"],
    [{ tiers: [{ fromTokens: 5, toTokens: 5 }] }, "tiers[0]", "out-of-order"],
    [{ serviceTiers: { turbo: {} } }, "serviceTiers.turbo", "unknown-field"],
    [{ offPeak: { windows: [{ startMinute: 0, endMinute: 9999 }] } }, "offPeak.windows[0]", "out-of-order"],
    [{ multipliers: { fast: "-2" } }, "multipliers.fast", "negative"],
    [{ perUnit: { outputImages: "0x10" } }, "perUnit.outputImages", "not-a-decimal-literal"],
    [{ inclusiveThresholds: "yes" }, "inclusiveThresholds", "not-a-boolean"],
  ])("%j", (json, path, problem) => expect(termsFromJson(json)).toEqual({ ok: false, problems: [{ path, problem }] }));

  test("a bad column and a bad detail, together", () => {
    expect(termsFromStored({ pricePerRequest: "NaN", per1k: { output: "0.0000000001" }, details: { x: 1 } })).toEqual({
      ok: false,
      problems: [
        { path: "details.x", problem: "unknown-field" },
        { path: "price_per_1k_output_tokens", problem: "too-fine" },
        { path: "price_per_request", problem: "not-a-number" },
      ],
    });
  });
});
