import { describe, expect, it } from "vitest";
import { emptyDraft, type TermsDraft, withTerms } from "#web/components/price-form/terms-draft";
import { readDraft } from "./price-draft";

const draft = (more: Partial<TermsDraft>): TermsDraft => ({ ...emptyDraft(), ...more });

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
      requestFee: "0.01",
      serviceTiers: { batch: { inputPer1M: "1.5" } },
      thresholds: [{ aboveTokens: 200_000, inputPer1M: "6" }],
    };
    const typed = { ...withTerms(emptyDraft(), base), inputPer1M: "4", perRequest: "", thresholds: [] };
    expect(readDraft(typed, base)).toEqual({
      ok: true,
      terms: { inputPer1M: "4", requestFee: "0.01", serviceTiers: base.serviceTiers },
    });
  });

  it("reads tiers and thresholds, in the unit they are typed in", () => {
    const thresholds = [{ key: 0, aboveTokens: "200000", rates: { inputPer1M: "0.006", outputPer1M: "" } }];
    expect(readDraft(draft({ unit: "1k", inputPer1M: "0.003", thresholds }), null)).toEqual({
      ok: true,
      terms: { inputPer1M: "3", thresholds: [{ aboveTokens: 200_000, inputPer1M: "6" }] },
    });
    const bare = [{ key: 0, aboveTokens: "", rates: {} }];
    expect(readDraft(draft({ thresholds: bare }), null)).toMatchObject({
      ok: false,
      errors: { "thresholds[0].aboveTokens": expect.any(String) },
    });
  });

  it.each([
    ["-1", "This is negative"],
    ["NaN", "This is not a number"],
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
