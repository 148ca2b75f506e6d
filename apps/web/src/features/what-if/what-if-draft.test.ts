import { expect, it } from "vitest";
import { NO_PRICE, questionOf, searchOf, termsDraftOf, WhatIfSearch, withTermsDraft } from "./what-if-draft";

const DAYS = { from: "2026-10-01", to: "2026-10-31" };
const questionAt = (prices: unknown) => questionOf(WhatIfSearch.parse({ kind: "prices", prices }), DAYS);

const LONG = { key: 0, aboveTokens: "200000", rates: { inputPer1M: "6", outputPer1M: "" } };

it("asks for what is typed only, long prompts too, and comes back from the address as it was", () => {
  const draft = { ...termsDraftOf({ ...NO_PRICE, model: "m" }), inputPer1M: "3", thresholds: [LONG] };
  const price = withTermsDraft({ ...NO_PRICE, model: " m " }, draft);
  expect(price).toEqual({ id: 0, model: " m ", texts: { inputPer1M: "3" }, thresholds: [LONG] });
  expect(termsDraftOf(price)).toEqual(draft);
  expect(questionAt(JSON.parse(JSON.stringify([price])))?.change).toEqual({
    kind: "prices",
    prices: [{ model: "m", changes: { inputPer1M: "3", thresholds: [{ aboveTokens: 200_000, inputPer1M: "6" }] } }],
  });
});

it.each([
  ["nothing is typed", {}],
  ["a price cannot be read", { texts: { inputPer1M: "1,5" } }],
  ["a threshold has no number of tokens", { texts: { inputPer1M: "3" }, thresholds: [{ ...LONG, aboveTokens: "" }] }],
])("is no question while %s", (_, typed) => {
  expect(questionAt([{ ...NO_PRICE, model: "m", ...typed }])).toBeNull();
});

it.each([
  {
    kind: "prices",
    prices: [
      { model: "m", changes: { inputPer1M: "3", tiers: [{ fromTokens: 0, toTokens: 1000, inputPer1M: "1" }] } },
      { model: "n", changes: { perRequest: "0.01" } },
    ],
  },
  { kind: "models", models: [{ model: "m", as: "n" }] },
  { kind: "adjustment", provider: "openai", terms: { discountPercent: "12.5" } },
  { kind: "catalog", snapshotId: "7" },
] as const)("a kept question of $kind fills the form, which asks the same again", (change) => {
  const question = { ...DAYS, team: ["red"], change } as unknown as Parameters<typeof searchOf>[0];
  expect(questionOf(searchOf(question), DAYS)).toEqual(question);
});
