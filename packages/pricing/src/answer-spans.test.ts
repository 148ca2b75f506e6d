import { expect, test } from "vitest";
import { answerSpans, isAdjustedWithin } from "./answer-spans";
import { EMPTY_CATALOG } from "./catalog-view";
import { DEFAULT_COST_SETTINGS } from "./cost-result";
import { decimal } from "@ratecard/money";
import { createPriceBook } from "./price-book";
import { AT, DAY, terms, version } from "./testing/sample";

const pricesWith = (...versions: readonly ReturnType<typeof version>[]) => ({
  book: createPriceBook(versions),
  catalog: EMPTY_CATALOG,
  settings: { ...DEFAULT_COST_SETTINGS, onUnpriced: "error" as const },
});
const chat = { model: "chat", provider: undefined };
const period = { from: AT - DAY, until: AT + DAY };
const timesOf = (spans: ReturnType<typeof answerSpans>) =>
  spans.map(({ from, until, isSame }) => [from, until, isSame]);

const before = pricesWith(
  version("chat", { versionId: "1", validUntil: AT }),
  version("chat", { versionId: "2", validFrom: AT, terms: terms({ input: "9" }) }),
);

test("a span ends where the difference begins or ends, not where both prices change alike", () => {
  expect(timesOf(answerSpans(before, before, { before: chat, after: chat }, period))).toEqual([
    [AT - DAY, AT + DAY, true],
  ]);
  const other = pricesWith(version("chat", { versionId: "3" }));
  expect(timesOf(answerSpans(before, other, { before: chat, after: chat }, period))).toEqual([
    [AT - DAY, AT + DAY, false],
  ]);
  const after = pricesWith(version("chat", { versionId: "1" }));
  expect(timesOf(answerSpans(before, after, { before: chat, after: chat }, period))).toEqual([
    [AT - DAY, AT, true],
    [AT, AT + DAY, false],
  ]);
});

test("asked as another model, a name has that one's price", () => {
  const names = { before: chat, after: { model: "nobody", provider: undefined } };
  const spans = answerSpans(before, before, names, period);
  expect(spans.map(({ after, isSame }) => [after.source, isSame])).toEqual([["none", false]]);
});

test("a discount that begins within the span is told", () => {
  const adjustments = new Map([["openai", [{ discount: decimal(1n, 1), validFrom: AT }]]]);
  expect(isAdjustedWithin(adjustments, "openai", period)).toBe(true);
  expect(isAdjustedWithin(adjustments, "openai", { from: AT, until: AT + DAY })).toBe(false);
  expect(isAdjustedWithin(adjustments, "other", period)).toBe(false);
});
