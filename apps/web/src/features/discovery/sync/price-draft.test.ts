import { describe, expect, it } from "vitest";
import { draftOf, type PriceDraft, readDraft } from "./price-draft";

const draft = (more: Partial<PriceDraft>): PriceDraft => ({ ...draftOf(null), ...more });

describe("readDraft", () => {
  it("reads what is typed, and leaves empty fields absent", () => {
    expect(readDraft(draft({ input: " 3 ", output: "0" }), null)).toEqual({
      ok: true,
      terms: { ratesPer1M: { input: "3", output: "0" } },
    });
    expect(readDraft(draft({ perRequest: "0.005" }), null)).toEqual({ ok: true, terms: { perRequestUsd: "0.005" } });
  });

  it("keeps what the form does not show", () => {
    const base = {
      perRequestUsd: "1",
      ratesPer1M: { input: "3", reasoning: "9" },
      thresholds: [{ aboveTokens: 200_000, ratesPer1M: { input: "6" } }],
    };
    expect(readDraft(draft({ input: "4" }), base)).toEqual({
      ok: true,
      terms: { ratesPer1M: { reasoning: "9", input: "4" }, thresholds: base.thresholds },
    });
  });

  it.each([
    ["-1", "Is negative"],
    ["NaN", "Is NaN"],
    ["1e400", "Is larger"],
    ["0x10", "Is not a decimal number"],
    ["1,5", "Is not a decimal number"],
    ["0.0000001", "Has more decimals"],
  ])("refuses %s", (text, problem) => {
    const read = readDraft(draft({ input: text }), null);
    expect(read.ok ? "" : read.errors.input).toContain(problem);
  });

  it("wants a price", () => {
    expect(readDraft(draft({}), null)).toMatchObject({ ok: false, errors: { perRequest: expect.any(String) } });
  });
});
