import { describe, expect, it } from "vitest";
import { chartProblems } from "./lazy-charts";
import { readTree, treeOf } from "./tree";

describe("charts", () => {
  it("come in lazily loaded chunks", () => {
    const tree = readTree();
    expect([...tree.keys()]).toContain("apps/web/src/main.tsx");
    expect(chartProblems(tree)).toEqual([]);
  });

  const MAIN = { "apps/web/src/main.tsx": `import { page } from "./page";` };
  const CHART = { "apps/web/src/chart.tsx": `import { BarChart } from "recharts"; export const chart = BarChart;` };

  it("are caught when the start reaches them", () => {
    const tree = treeOf({
      ...MAIN,
      ...CHART,
      "apps/web/src/page.tsx": `import { chart } from "./chart"; export const page = chart;`,
    });
    expect(chartProblems(tree)).toEqual([
      "apps/web/src/main.tsx -> apps/web/src/page.tsx -> apps/web/src/chart.tsx: loads recharts at the start. Import it with React.lazy.",
    ]);
  });

  it("may be reached lazily", () => {
    const tree = treeOf({
      ...MAIN,
      ...CHART,
      "apps/web/src/page.tsx": `export const page = lazy(() => import("./chart"));`,
    });
    expect(chartProblems(tree)).toEqual([]);
  });
});
