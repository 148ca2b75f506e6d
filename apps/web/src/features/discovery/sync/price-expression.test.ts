import { describe, expect, it } from "vitest";
import { aReviewRow, aSuggestion } from "../testing/a-review-row";
import { readExpression, setByExpression } from "./price-expression";
import { pricesFrom, takeAllFrom } from "./price-sources";

const CATALOGUE = aSuggestion({ evidence: "catalog-scoped", agreeing: ["second-reference"] });
const SERVER = aSuggestion({ evidence: "server", key: "gateway", terms: { ratesPer1M: { input: "9", output: "30" } } });
const ROW = aReviewRow({ suggestions: [CATALOGUE, SERVER], isSuggested: true });

const priceBy = (text: string, row = ROW) => {
  const read = readExpression(text);
  if (!read.ok) throw new Error(read.problem);
  return read.termsOf(row);
};

describe("an expression", () => {
  it.each([
    ["suggested", { ratesPer1M: { input: "3", output: "15" } }],
    ["suggested * 1.2", { ratesPer1M: { input: "3.6", output: "18" } }],
    ["Server", { ratesPer1M: { input: "9", output: "30" } }],
    ["litellm * 0.8", { ratesPer1M: { input: "2.4", output: "12" } }],
    ["second", { ratesPer1M: { input: "3", output: "15" } }],
    ["3 / 15", { ratesPer1M: { input: "3", output: "15" } }],
    ["$0.25/$1", { ratesPer1M: { input: "0.25", output: "1" } }],
    ["0.005 per request", { perRequestUsd: "0.005" }],
  ])("%s", (text, terms) => expect(priceBy(text)).toEqual(terms));

  it.each([
    "",
    "5",
    "suggested *",
    "suggested * 0",
    "suggested * -1",
    "constructor",
    "3 / x",
    "1.2.3 / 4",
    "server + 1",
  ])("%j is refused with what can be written", (text) =>
    expect(readExpression(text)).toMatchObject({ ok: false, problem: expect.stringMatching(/Write|factor/) }),
  );

  it("leaves rows alone that it has no price for", () => {
    const bare = aReviewRow({ name: "unknown" });
    const read = readExpression("server");
    if (!read.ok) throw new Error(read.problem);
    const { choices, skipped } = setByExpression(new Map(), [ROW, bare], read.termsOf);
    expect([[...choices.keys()], skipped]).toEqual([["gpt-9"], 1]);
  });
});

it("references that charge alike fill a column each, and all shown rows take from one of them", () => {
  expect(pricesFrom(ROW, "catalogue")).toEqual([0]);
  expect(pricesFrom(ROW, "second")).toEqual([0]);
  expect(pricesFrom(ROW, "openrouter")).toEqual([]);
  expect(takeAllFrom(new Map(), [ROW, aReviewRow({ name: "unknown" })], "server")).toEqual(
    new Map([["gpt-9", { kind: "suggestion", index: 1 }]]),
  );
});
