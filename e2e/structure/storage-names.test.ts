import { describe, expect, it } from "vitest";
import { storageProblems } from "./storage-names";
import { readTree, treeOf } from "./tree";

describe("storage", () => {
  it("is named in files of rows only", () => {
    expect(storageProblems(readTree())).toEqual([]);
  });

  it("is caught elsewhere in a feature", () => {
    const tree = treeOf({
      "apps/server/src/features/brand-new/verb.ts": `import type { Transaction, ModelPricing } from "@ratecard/prisma";`,
      "apps/server/src/features/brand-new/rows.ts": `import type { ModelPricing } from "@ratecard/prisma";`,
      "apps/server/src/features/brand-new/old-rows.ts": `import type { ModelPricing } from "@ratecard/prisma";`,
      "apps/server/src/write/write.ts": `import { Prisma } from "@ratecard/prisma";`,
    });
    expect(storageProblems(tree)).toEqual([
      "apps/server/src/features/brand-new/verb.ts names ModelPricing: in a feature only rows.ts or x-rows.ts names Prisma's types.",
    ]);
  });
});
