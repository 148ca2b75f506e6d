import { describe, expect, it } from "vitest";
import { roomProblems } from "./rooms";
import { readTree, treeOf } from "./tree";

describe("rooms", () => {
  it("import only what their row of the table allows", () => {
    expect(roomProblems(readTree())).toEqual([]);
  });

  it.each([
    ["packages/money/src/a.ts", `import { resolve } from "@ratecard/pricing";`],
    ["packages/money/src/a.ts", `import { z } from "zod";`],
    ["packages/pricing/src/a.ts", `import type { CatalogIndex } from "@ratecard/catalog";`],
    ["packages/contract/src/a.ts", `import { parseUsd } from "@ratecard/money";`],
    ["packages/fixtures/src/a.ts", `import { Role } from "@ratecard/contract";`],
    ["packages/pricing/src/a.ts", `import { sum } from "@ratecard/money/src/pico-usd";`],
    ["apps/web/src/a.tsx", `import { appRouter } from "@ratecard/server";`],
    ["apps/web/src/a.tsx", `import type { Context } from "@ratecard/server";`],
    ["apps/web/src/a.tsx", `const load = () => import("@ratecard/prisma");`],
    ["apps/cli/src/a.ts", `import { env } from "../../apps/server/src/services/env";`],
    ["apps/cli/src/a.ts", `import { env } from "../../server/src/env";`],
    ["prisma/src/a.ts", `import { ZERO } from "@ratecard/money";`],
    ["packages/brand-new/src/a.ts", `export const one = 1;`],
  ])("name %s that says %s", (path, text) => {
    expect(roomProblems(treeOf({ [path]: text }))).toHaveLength(1);
  });

  it("let types of the server into the web app, and test tools into tests", () => {
    const tree = treeOf({
      "apps/web/src/a.ts": `import type { AppRouter } from "@ratecard/server";`,
      "packages/contract/src/b.ts": `import type { PicoUsd } from "@ratecard/money";`,
      "packages/money/src/c.test.ts": `import { it } from "vitest"; import { readFileSync } from "node:fs";`,
      "apps/server/src/d.test.ts": `import { openTestDatabase } from "@ratecard/prisma/testing";`,
    });
    expect(roomProblems(tree)).toEqual([]);
  });
});
