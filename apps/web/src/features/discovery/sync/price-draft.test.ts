import { describe, expect, it } from "vitest";
import { draftOf, type PriceDraft, readDraft } from "./price-draft";

const draft = (more: Partial<PriceDraft>): PriceDraft => ({ ...draftOf(null), ...more });

describe("readDraft", () => {
  it("reads what is typed, and leaves empty fields absent", () => {
    expect(readDraft(draft({ inputPer1M: " 3 ", outputPer1M: "0" }), null)).toEqual({
      ok: true,
      terms: { inputPer1M: "3", outputPer1M: "0" },
    });
    expect(readDraft(draft({ perRequest: "0.005" }), null)).toEqual({ ok: true, terms: { perRequest: "0.005" } });
  });

  it("keeps what the form does not show", () => {
    const base = {
      perRequest: "1",
      inputPer1M: "3",
      reasoningPer1M: "9",
      thresholds: [{ aboveTokens: 200_000, inputPer1M: "6" }],
    };
    expect(readDraft(draft({ inputPer1M: "4" }), base)).toEqual({
      ok: true,
      terms: { reasoningPer1M: "9", inputPer1M: "4", thresholds: base.thresholds },
    });
  });

  it.each([
    ["-1", "This is negative"],
    ["NaN", "This is NaN"],
    ["1e400", "This is larger"],
    ["0x10", "This is not a decimal number"],
    ["1,5", "This is not a decimal number"],
    ["0.0000001", "This has more decimals"],
  ])("refuses %s", (text, problem) => {
    const read = readDraft(draft({ inputPer1M: text }), null);
    expect(read.ok ? "" : read.errors.inputPer1M).toContain(problem);
  });

  it("wants a price", () => {
    expect(readDraft(draft({}), null)).toMatchObject({ ok: false, errors: { perRequest: expect.any(String) } });
  });
});
