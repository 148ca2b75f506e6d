import { describe, expect, it } from "vitest";
import { changeOf, emptyDraft, factorProblem, priceProblems } from "./bulk-draft";

const EMPTY_DRAFT = emptyDraft("set");

describe("the change a draft makes", () => {
  it("names only prices that were typed, digits as they are", () => {
    const draft = { ...EMPTY_DRAFT, prices: { inputPer1M: " 3.10 ", outputPer1M: "", perRequest: "0" } };
    expect(changeOf("set", draft)).toEqual({ kind: "set", prices: { inputPer1M: "3.10", perRequest: "0" } });
  });

  it("is none while nothing is typed or something is wrong", () => {
    expect(changeOf("set", EMPTY_DRAFT)).toBeNull();
    expect(changeOf("multiply", EMPTY_DRAFT)).toBeNull();
    expect(changeOf("provider", { ...EMPTY_DRAFT, provider: " " })).toBeNull();
    const wrong = { ...EMPTY_DRAFT, prices: { inputPer1M: "3", outputPer1M: "1,5" } };
    expect(changeOf("set", wrong)).toBeNull();
    expect(priceProblems(wrong)).toEqual({ outputPer1M: expect.stringContaining("not a decimal number") });
  });

  it("takes factors above zero only", () => {
    const draft = { ...emptyDraft("multiply"), factor: "1.25" };
    expect(changeOf("multiply", draft)).toEqual({ kind: "multiply", factor: "1.25" });
    for (const factor of ["0", "-2", "x", "1,5"]) {
      expect(changeOf("multiply", { ...EMPTY_DRAFT, factor })).toBeNull();
      expect(factorProblem(factor)).toContain("above 0");
    }
  });

  it("needs nothing typed to switch entries", () => {
    expect(changeOf("activate", EMPTY_DRAFT)).toEqual({ kind: "activate" });
    expect(changeOf("deactivate", EMPTY_DRAFT)).toEqual({ kind: "deactivate" });
  });

  it("brings along what is ticked, once there is a price to follow", () => {
    const draft = { ...EMPTY_DRAFT, bringAlong: ["cache"] as const };
    expect(changeOf("set", { ...draft, prices: { inputPer1M: "3" } })).toMatchObject({ bringAlong: ["cache"] });
    expect(changeOf("set", { ...draft, prices: { cacheReadPer1M: "3" } })).not.toHaveProperty("bringAlong");
    expect(changeOf("set", { ...EMPTY_DRAFT, prices: { inputPer1M: "3" } })).not.toHaveProperty("bringAlong");
    expect(changeOf("multiply", { ...draft, factor: "2" })).toMatchObject({ bringAlong: ["cache"] });
    expect(changeOf("multiply", { ...EMPTY_DRAFT, factor: "2" })).toMatchObject({ bringAlong: [] });
  });
});
