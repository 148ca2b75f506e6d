import { describe, expect, it } from "vitest";
import { featureProblems } from "./features";
import { readTree, treeOf } from "./tree";

describe("features", () => {
  it("know no other feature, and nothing below knows them", () => {
    expect(featureProblems(readTree())).toEqual([]);
  });

  const OTHERS = {
    "apps/server/src/features/spend/totals.ts": "export const totals = 1;",
    "apps/server/src/services/context.ts": "export const context = 1;",
    "apps/server/src/jobs/run.ts": "export const run = 1;",
    "apps/web/src/features/spend/chart.tsx": "export const chart = 1;",
    "apps/web/src/components/money.tsx": "export const money = 1;",
    "apps/web/src/routes/dashboard.tsx": "export const dashboard = 1;",
  };

  it.each([
    ["apps/server/src/features/brand-new/a.ts", `import { totals } from "#server/features/spend/totals";`],
    ["apps/server/src/features/brand-new/a.ts", `import type { totals } from "../spend/totals";`],
    ["apps/server/src/features/brand-new/a.ts", `import { run } from "../../jobs/run";`],
    ["apps/server/src/features/spend/a.ts", `import { totals } from "#server/features/spend/totals";`],
    ["apps/server/src/jobs/a.ts", `import { totals } from "#server/features/spend/totals";`],
    ["apps/server/src/rest/define-route.ts", `import { totals } from "#server/features/spend/totals";`],
    ["apps/web/src/features/brand-new/a.tsx", `const load = () => import("#web/features/spend/chart");`],
    ["apps/web/src/features/brand-new/a.tsx", `import { dashboard } from "#web/routes/dashboard";`],
    ["apps/web/src/components/a.tsx", `import { chart } from "#web/features/spend/chart";`],
  ])("are guarded: %s with %s", (path, text) => {
    expect(featureProblems(treeOf({ ...OTHERS, [path]: text }))).toHaveLength(1);
  });

  it("are put together above them", () => {
    const tree = treeOf({
      ...OTHERS,
      "apps/server/src/rpc/router.ts": `import { totals } from "#server/features/spend/totals";`,
      "apps/server/src/rest/routes.ts": `import { totals } from "#server/features/spend/totals";`,
      "apps/server/src/features/brand-new/a.ts": `import { context } from "../../apps/server/src/services/context"; import { run } from "#server/jobs/run";`,
      "apps/web/src/routes/home.tsx": `import { chart } from "#web/features/spend/chart"; import { dashboard } from "./dashboard";`,
      "apps/web/src/features/spend/card.tsx": `import { chart } from "./chart"; import { money } from "#web/components/money";`,
    });
    expect(featureProblems(tree)).toEqual([]);
  });
});
