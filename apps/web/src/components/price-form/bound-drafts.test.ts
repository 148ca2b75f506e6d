import { describe, expect, it } from "vitest";
import type { TermsJson } from "@ratecard/pricing";
import type { PriceUnit } from "../rate-in-unit";
import { withRow } from "./bound-drafts";
import { emptyDraft, inUnit, type TermsDraft, termsChanges, withTerms } from "./terms-draft";

const TERMS: TermsJson = {
  perRequest: "0.00625",
  inputPer1M: "1.25",
  outputPer1M: "10",
  thresholds: [
    {
      aboveTokens: 200_000,
      inputPer1M: "2.5",
      cacheReadPer1M: "0.625",
      serviceTiers: { flex: { inputPer1M: "1" } },
    },
  ],
  tiers: [{ fromTokens: 0, toTokens: 128_000, inputPer1M: "1" }],
};

const draftOf = (unit?: PriceUnit) => withTerms(emptyDraft(unit), TERMS);
const changesOf = (draft: TermsDraft) => termsChanges(draft, draftOf(draft.unit));

const [threshold] = draftOf().thresholds;

describe("thresholds and tiers in the form", () => {
  it("change nothing while nobody touches them, in either unit", () => {
    expect(changesOf(draftOf())).toEqual({});
    expect(changesOf(draftOf("1k"))).toEqual({});
    expect(changesOf(inUnit(draftOf(), "1k"))).toEqual({});
  });

  it("are typed in the unit of the form, exactly", () => {
    const draft = inUnit(draftOf(), "1k");
    expect(draft.inputPer1M).toBe("0.00125");
    expect(draft.perRequest).toBe("0.00625");
    expect(draft.thresholds[0]?.rates).toEqual({ inputPer1M: "0.0025", outputPer1M: "", cacheReadPer1M: "0.000625" });
    expect(inUnit(draft, "1m")).toEqual(draftOf());
    expect(inUnit({ ...draft, inputPer1M: "1,5" }, "1m").inputPer1M).toBe("1,5");
  });

  it("an edited row is sent whole, with the service tiers the form does not show", () => {
    if (!threshold) throw new Error("the row has a threshold");
    const thresholds = [{ ...threshold, rates: { ...threshold.rates, inputPer1M: "0.003", outputPer1M: "0" } }];
    expect(changesOf({ ...inUnit(draftOf(), "1k"), thresholds })).toMatchObject({
      thresholds: [
        {
          aboveTokens: 200_000,
          inputPer1M: "3",
          outputPer1M: "0",
          serviceTiers: { flex: { inputPer1M: "1" } },
        },
      ],
    });
  });

  it("the last row taken away is the list taken away", () => {
    expect(changesOf({ ...draftOf(), tiers: [] })).toEqual({ tiers: null });
  });

  it("are sent in rising order; a new tier begins where the last one ends", () => {
    const [low] = draftOf().tiers;
    const [, added] = withRow("tiers", draftOf().tiers);
    expect(added).toMatchObject({ key: 1, fromTokens: "128000", toTokens: "" });
    if (!low || !added) throw new Error("two tiers");
    const tiers = [{ ...added, toTokens: "256000", rates: { inputPer1M: "2" } }, low];
    expect(changesOf({ ...draftOf(), tiers }).tiers).toEqual([
      { fromTokens: 0, toTokens: 128_000, inputPer1M: "1" },
      { fromTokens: 128_000, toTokens: 256_000, inputPer1M: "2" },
    ]);
  });
});
