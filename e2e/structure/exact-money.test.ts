import { describe, expect, it } from "vitest";
import { floatProblems } from "./exact-money";
import { readTree, treeOf } from "./tree";

describe("money", () => {
  it("is never a binary float", () => {
    expect(floatProblems(readTree())).toEqual([]);
  });

  it.each(["parseFloat(text)", "Number(text)", "Number.parseFloat(text)", "price.toFixed(2)"])(
    "is caught as %s",
    (code) => {
      const files = {
        "packages/pricing/src/a.ts": `export const price = ${code};`,
        "packages/money/src/chart-number.ts": `Number(1n)`,
      };
      expect(floatProblems(treeOf(files))).toHaveLength(1);
    },
  );

  it("may count: whole numbers are parsed as such", () => {
    const text = `export const tokens = Number.parseInt(text, 10); const safe = Number.isSafeInteger(tokens);`;
    expect(floatProblems(treeOf({ "packages/pricing/src/a.ts": text }))).toEqual([]);
  });
});
