import { describe, expect, it } from "vitest";
import { sentenceProblems } from "./sentences";
import { readTree, treeOf } from "./tree";

describe("sentences that refuse something", () => {
  it("stand in the tables of the contract", () => {
    const tree = readTree();
    expect([...tree.keys()]).toContain("packages/contract/src/problems/input-problems.ts");
    expect(sentenceProblems(tree)).toEqual([]);
  });

  it.each([
    [
      'throw refused({ field: "name", problem: "must be text. Put it in quotes." });',
      "must be text. Put it in quotes.",
    ],
    ["const most = z.array(Name).max(9, `must have at most ${MOST} names.`);", "must have at most "],
    ['const NO_PRICE = "is missing, and so is every other price.";', "is missing, and so is every other price."],
  ])("are caught elsewhere: %s", (line, text) => {
    for (const path of ["apps/server/src/features/brand-new/verb.ts", "packages/contract/src/brand-new.ts"]) {
      expect(sentenceProblems(treeOf({ [path]: line }))).toEqual([
        `${path}:1: "${text}" belongs to a table in packages/contract/src/problems/. Use its code.`,
      ]);
    }
  });

  it("are left alone in tests, on screens and where a word only begins like one", () => {
    const tree = treeOf({
      "apps/server/src/features/brand-new/verb.test.ts": 'expect(sentence).toBe("must be text.");',
      "apps/web/src/features/brand-new/form.tsx": 'const hint = "must be at least 12 characters";',
      "packages/pricing/src/brand-new.ts": 'const words = "is a price by the size of an image";',
    });
    expect(sentenceProblems(tree)).toEqual([]);
  });
});
