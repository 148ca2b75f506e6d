import { describe, expect, it } from "vitest";
import { aReviewRow, aSuggestion } from "../testing/a-review-row";
import { readExpression, setByExpression } from "./price-expression";
import { pricesFrom, takeAllFrom } from "./price-sources";

const CATALOGUE = aSuggestion({ evidence: "catalog-scoped", agreeing: ["second-reference"] });
const SERVER = aSuggestion({ evidence: "server", key: "gateway", terms: { inputPer1M: "9", outputPer1M: "30" } });
const ROW = aReviewRow({ suggestions: [CATALOGUE, SERVER], isSuggested: true });

const priceBy = (text: string, row = ROW) => {
  const read = readExpression(text);
  if (!read.ok) throw new Error(read.problem);
  return read.termsOf(row);
};

describe("an expression", () => {
  it.each([
    ["suggested", { inputPer1M: "3", outputPer1M: "15" }],
    ["suggested * 1.2", { inputPer1M: "3.6", outputPer1M: "18" }],
    ["Server", { inputPer1M: "9", outputPer1M: "30" }],
    ["litellm * 0.8", { inputPer1M: "2.4", outputPer1M: "12" }],
    ["second", { inputPer1M: "3", outputPer1M: "15" }],
    ["3 / 15", { inputPer1M: "3", outputPer1M: "15" }],
    ["$0.25/$1", { inputPer1M: "0.25", outputPer1M: "1" }],
    ["0.005 per request", { perRequest: "0.005" }],
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
