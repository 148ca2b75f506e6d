import { describe, expect, it } from "vitest";
import { cycleProblems } from "./cycles";
import { readTree, treeOf } from "./tree";

describe("imports", () => {
  it("make no circle", () => {
    expect(cycleProblems(readTree())).toEqual([]);
  });

  it("are followed through three files, types and doors", () => {
    const tree = treeOf({
      "apps/server/src/a.ts": `import { b } from "./b";`,
      "apps/server/src/b.ts": `import type { C } from "#server/jobs/c";`,
      "apps/server/src/jobs/c.ts": `export { a } from "../a";`,
      "packages/money/src/index.ts": `import "@ratecard/pricing";`,
      "packages/pricing/src/index.ts": `import "@ratecard/money";`,
    });
    expect(cycleProblems(tree)).toEqual([
      "apps/server/src/a.ts -> apps/server/src/b.ts -> apps/server/src/jobs/c.ts -> apps/server/src/a.ts",
      "packages/money/src/index.ts -> packages/pricing/src/index.ts -> packages/money/src/index.ts",
    ]);
  });

  it("may come back lazily", () => {
    const tree = treeOf({
      "apps/web/src/routes/home.tsx": `const page = () => import("#web/features/spend/page");`,
      "apps/web/src/features/spend/page.tsx": `import { home } from "#web/routes/home";`,
    });
    expect(cycleProblems(tree)).toEqual([]);
  });
});
