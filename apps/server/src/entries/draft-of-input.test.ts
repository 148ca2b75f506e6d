import { DEFAULT_COST_SETTINGS } from "@ratecard/pricing";
import { expect, it } from "vitest";
import { decidePrice } from "./decide-price";
import type { StoredPrice } from "./rows";

const decide = (input: Parameters<typeof decidePrice>[2], existing: StoredPrice | null = null) =>
  decidePrice("gpt-4o", existing, { inputPer1M: "1", ...input }, "edit", DEFAULT_COST_SETTINGS);

const TWICE = [
  { aboveTokens: 5, ratesPer1M: { input: "2" } },
  { aboveTokens: 5, ratesPer1M: { input: "3" } },
];

it("bounds that contradict each other are refused at their field", () => {
  expect(decide({ thresholds: TWICE })).toEqual({
    ok: false,
    issues: [{ field: "thresholds[1].aboveTokens", problem: "is there twice. Keep one of them." }],
  });
  expect(decide({ tiers: [{ fromTokens: 0, toTokens: 9, ratesPer1M: { output: "1" } }] })).toMatchObject({
    issues: [{ field: "tiers[0].ratesPer1M.input" }],
  });
});

it("what stands so already, by SQL, keeps nobody from another edit", () => {
  const rate = decide({ thresholds: TWICE.slice(0, 1) });
  if (!rate.ok) throw new Error("a sound price");
  const [threshold] = rate.price.terms.thresholds ?? [];
  if (!threshold) throw new Error("one threshold");
  const view = { model: "gpt-4o", provider: "openai", isCustom: false, isActive: true, version: 1, updatedAt: "" };
  const standing = { view, terms: { ...rate.price.terms, thresholds: [threshold, threshold] } };
  expect(decide({ outputPer1M: "4" }, standing)).toMatchObject({ ok: true });
});
