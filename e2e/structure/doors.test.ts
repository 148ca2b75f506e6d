import { describe, expect, it } from "vitest";
import { doorProblems } from "./doors";
import { readTree, treeOf } from "./tree";

describe("doors", () => {
  it("are one index.ts a package and none inside apps", () => {
    expect(doorProblems(readTree())).toEqual([]);
  });

  it("are found missing and found too many", () => {
    const tree = treeOf({
      "packages/money/package.json": `{ "exports": { ".": "./src/index.ts" } }`,
      "packages/money/src/sub/index.ts": "",
      "apps/server/src/features/spend/index.ts": "",
      "apps/web/src/routes/index.tsx": "",
    });
    expect(doorProblems(tree)).toEqual([
      "packages/money/src/index.ts: missing, a package has one door.",
      "packages/money/src/sub/index.ts: no door of a package. Import the file that is meant.",
      "apps/server/src/features/spend/index.ts: no door of a package. Import the file that is meant.",
    ]);
  });
});
