import { describe, expect, it } from "vitest";
import { nameProblems, sizeProblems } from "./sizes-and-names";
import { readTree, treeOf } from "./tree";

describe("files", () => {
  it("end at 300 lines", () => {
    expect(sizeProblems(readTree())).toEqual([]);
    const tree = treeOf({
      "packages/money/src/long.ts": "a;\n".repeat(301),
      "packages/money/src/just.ts": "a;\n".repeat(300),
    });
    expect(sizeProblems(tree)).toHaveLength(1);
  });

  it("are named after what they do", () => {
    expect(nameProblems(readTree())).toEqual([]);
  });

  it.each([
    "apps/web/src/utils/format.ts",
    "packages/money/src/helpers.ts",
    "packages/money/src/price-utils.ts",
    "apps/server/src/features/spend/types.ts",
    "apps/server/src/misc.test.ts",
    "packages/money/src/picoUsd.ts",
    "apps/web/src/components/DataTable.tsx",
  ])("are caught: %s", (path) => {
    expect(nameProblems(treeOf({ [path]: "" }))).toHaveLength(1);
  });
});
