/** Everything that the form of a price refuses, with the field that says so and its sentence. Nothing of it is ever sent. */
import { describe, expect, it } from "vitest";
import { changesOf, emptyValues, type PriceFormValues, problemsOf } from "./price-form-values";

const SOUND: PriceFormValues = {
  ...emptyValues("my-model"),
  provider: "acme",
  inputPer1M: "3",
  outputPer1M: "15",
  thresholds: [{ key: 0, aboveTokens: "200000", rates: { inputPer1M: "6", outputPer1M: "22.5" } }],
  tiers: [
    { key: 0, fromTokens: "0", toTokens: "128000", rates: { inputPer1M: "3", outputPer1M: "15" } },
    { key: 1, fromTokens: "128000", toTokens: "1000000", rates: { inputPer1M: "6", outputPer1M: "" } },
  ],
};

const threshold = (aboveTokens: string, rates = SOUND.thresholds[0]?.rates ?? {}) => ({ key: 9, aboveTokens, rates });
const tier = (fromTokens: string, toTokens: string, rates = { inputPer1M: "1" }) => ({
  key: 9,
  fromTokens,
  toTokens,
  rates,
});
const twice = [threshold("1000"), threshold("1000")];

const BAD: readonly (readonly [field: string, sentence: string, bad: Partial<PriceFormValues>])[] = [
  ["model", "Must not be empty", { model: "" }],
  ["model", "Must not be empty", { model: "   " }],
  ["model", "control characters", { model: "gpt\u0007" }],
  ["model", "at most", { model: "x".repeat(500) }],
  ["provider", "does not tell the provider", { provider: "" }],
  ["provider", "control characters", { provider: "ac\u0000me" }],
  ["inputPer1M", "This is negative. Enter 0 for free", { inputPer1M: "-1" }],
  ["inputPer1M", "This is not a number", { inputPer1M: "NaN" }],
  ["inputPer1M", "This is infinite", { inputPer1M: "Infinity" }],
  ["inputPer1M", "larger than any price may be", { inputPer1M: "1e400" }],
  ["inputPer1M", "not a decimal number. Write it as 3 or 0.25", { inputPer1M: "0x10" }],
  ["inputPer1M", "not a decimal number", { inputPer1M: "1_000" }],
  ["inputPer1M", "not a decimal number", { inputPer1M: "1,5" }],
  ["inputPer1M", "not a decimal number", { inputPer1M: "$3" }],
  ["inputPer1M", "not a decimal number", { inputPer1M: "3 USD" }],
  ["inputPer1M", "not a decimal number", { inputPer1M: "three" }],
  ["inputPer1M", "not a decimal number", { inputPer1M: "3..0" }],
  ["inputPer1M", "not a decimal number", { inputPer1M: "३" }],
  ["inputPer1M", "more decimals than are kept", { inputPer1M: "0.0000001" }],
  ["inputPer1M", "more decimals than are kept", { unit: "1k", inputPer1M: "0.0000000001" }],
  ["outputPer1M", "This is negative", { outputPer1M: "-0.01" }],
  ["cacheReadPer1M", "not a decimal number", { cacheReadPer1M: "free" }],
  ["imageOutputPer1M", "larger than any price", { imageOutputPer1M: "9e99" }],
  ["perRequest", "This is negative", { perRequest: "-0.005" }],
  ["perRequest", "more decimals than are kept", { perRequest: "0.0000000000001" }],
  ["perRequest", "not a decimal number", { perRequest: "0.005$" }],
  ["thresholds[0].aboveTokens", "Enter a number of tokens, as 200000.", { thresholds: [threshold("")] }],
  ["thresholds[0].aboveTokens", "This is negative", { thresholds: [threshold("-1")] }],
  ["thresholds[0].aboveTokens", "digits only, as 200000", { thresholds: [threshold("200k")] }],
  ["thresholds[0].aboveTokens", "digits only, as 200000", { thresholds: [threshold("200,000")] }],
  ["thresholds[0].aboveTokens", "digits only, as 200000", { thresholds: [threshold("1.5")] }],
  ["thresholds[0].aboveTokens", "No prompt has so many tokens", { thresholds: [threshold("9".repeat(20))] }],
  ["thresholds[1].aboveTokens", "This is there twice", { thresholds: twice }],
  ["thresholds[0].inputPer1M", "names no rate", { thresholds: [threshold("5", { inputPer1M: " " })] }],
  ["thresholds[0].inputPer1M", "This is negative", { thresholds: [threshold("5", { inputPer1M: "-6" })] }],
  ["thresholds[0].cacheReadPer1M", "not a decimal", { thresholds: [threshold("5", { cacheReadPer1M: "x" })] }],
  ["tiers[0].fromTokens", "Enter a number of tokens", { tiers: [tier("", "10")] }],
  ["tiers[0].toTokens", "Enter a number of tokens", { tiers: [tier("0", "")] }],
  ["tiers[0].toTokens", "digits only", { tiers: [tier("0", "∞")] }],
  ["tiers[0].toTokens", "bounds out of order", { tiers: [tier("10", "10")] }],
  ["tiers[0].toTokens", "bounds out of order", { tiers: [tier("10", "5")] }],
  ["tiers[1].fromTokens", "lies inside another tier", { tiers: [tier("0", "10"), tier("9", "20")] }],
  ["tiers[0].inputPer1M", "prices nothing. Enter one; 0 is free", { tiers: [tier("0", "10", { inputPer1M: "" })] }],
  ["tiers[0].inputPer1M", "This is not a number", { tiers: [tier("0", "10", { inputPer1M: "nan" })] }],
];

it("nothing is wrong with the entry that each of them spoils", () => {
  expect(problemsOf(SOUND)).toEqual({});
});

describe(`${BAD.length} bad inputs`, () => {
  it.each(BAD)("%s: %s", (field, sentence, bad) => {
    const problems = problemsOf({ ...SOUND, ...bad });
    expect(problems[field]).toContain(sentence);
    expect(problems[field]).toMatch(/^[A-Z]/);
    expect(Object.keys(problems)).toEqual([field]);
  });
});

describe("what stays as it was typed is never read as another number", () => {
  it.each(["1,5", "1e400", "-1"])("%s is sent as it is, for the server to refuse", (text) => {
    expect(changesOf({ ...SOUND, inputPer1M: text }, null)).toMatchObject({ inputPer1M: text });
  });
});
