import type { Entry } from "@ratecard/changes";
import { DEFAULT_COST_SETTINGS } from "@ratecard/pricing";
import { expect, it } from "vitest";
import { draftOfInput } from "./draft-of-input";

const read = (input: Parameters<typeof draftOfInput>[2], entry?: Entry) =>
  draftOfInput("gpt-4o", entry, { inputPer1M: "1", ...input }, "edit", DEFAULT_COST_SETTINGS);

const TWICE = [
  { aboveTokens: 5, inputPer1M: "2" },
  { aboveTokens: 5, inputPer1M: "3" },
];

it("bounds that contradict each other are refused at their field", () => {
  expect(read({ thresholds: TWICE })).toMatchObject({
    ok: false,
    issues: [{ field: "thresholds[1].aboveTokens", code: "named-twice" }],
  });
  expect(read({ tiers: [{ fromTokens: 0, toTokens: 9, outputPer1M: "1" }] })).toMatchObject({
    issues: [{ field: "tiers[0].inputPer1M" }],
  });
});

it("what stands so already, by SQL, keeps nobody from another edit", () => {
  const rate = read({ thresholds: TWICE.slice(0, 1) });
  if (!rate.ok) throw new Error("a sound price");
  const [threshold] = rate.draft.terms.thresholds ?? [];
  if (!threshold) throw new Error("one threshold");
  const standing = { ...rate.draft, version: 1, terms: { ...rate.draft.terms, thresholds: [threshold, threshold] } };
  expect(read({ outputPer1M: "4" }, standing)).toMatchObject({ ok: true });
});
