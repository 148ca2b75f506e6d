import { describe, expect, it } from "vitest";
import { cellText, isFarFrom, readCell } from "./cell-price";

describe("a price in a cell", () => {
  it("is typed in the unit of the page and kept per 1M, exactly", () => {
    expect(cellText("3", "inputPer1M", "1k")).toBe("0.003");
    expect(cellText("3", "inputPer1M", "1m")).toBe("3");
    expect(cellText("0.0105", "perRequest", "1k")).toBe("0.0105");
    expect(cellText(undefined, "outputPer1M", "1m")).toBe("");
    expect(readCell("0.003", "inputPer1M", "1k")).toEqual({ ok: true, price: "3" });
    expect(readCell(" 3.10 ", "inputPer1M", "1m")).toEqual({ ok: true, price: "3.1" });
    expect(readCell("0.0105", "perRequest", "1k")).toEqual({ ok: true, price: "0.0105" });
  });

  it("empty is no price, and 0 is free", () => {
    expect(readCell(" ", "outputPer1M", "1m")).toEqual({ ok: true, price: null });
    expect(readCell("0", "outputPer1M", "1m")).toEqual({ ok: true, price: "0" });
  });

  it.each(["1,5", "-1", "x", "0x10", "1e400"])("says why %j is none", (text) => {
    expect(readCell(text, "inputPer1M", "1m")).toMatchObject({ ok: false, problem: expect.stringMatching(/^This /) });
  });

  it("asks again before it moves 10 times, to or from zero, or away", () => {
    expect(isFarFrom("3", "30")).toBe(true);
    expect(isFarFrom("3", "0.3")).toBe(true);
    expect(isFarFrom("3", "0")).toBe(true);
    expect(isFarFrom("0", "3")).toBe(true);
    expect(isFarFrom("3", null)).toBe(true);
    expect(isFarFrom("3", "29.9")).toBe(false);
    expect(isFarFrom(undefined, "3")).toBe(false);
  });
});
