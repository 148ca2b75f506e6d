import { describe, expect, it } from "vitest";
import { documentProblems, paragraphProblems } from "./documents";
import { readTree, treeOf } from "./tree";

const REQUIRED = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "LICENSE"];
const MOST_README_LINES = 120;

describe("documents", () => {
  const tree = readTree();

  it("cite no path that is gone", () => {
    expect(documentProblems(tree)).toEqual([]);
  });

  it("are there: README, architecture, licence, and one screen for each package", () => {
    expect(REQUIRED.filter((path) => !tree.has(path))).toEqual([]);
    expect((tree.get("README.md") ?? "").split("\n").length).toBeLessThanOrEqual(MOST_README_LINES);
    const packages = [...tree.keys()].filter((path) => /^(packages\/[^/]+|prisma)\/package\.json$/.test(path));
    expect(packages.map((path) => path.replace("package.json", "README.md")).filter((path) => !tree.has(path))).toEqual(
      [],
    );
  });

  it.each(["ARCHITECTURE.md", "CONTRIBUTING.md"])("%s has no paragraph above six lines", (path) => {
    expect(paragraphProblems(tree.get(path) ?? "")).toEqual([]);
  });

  it("are caught when a paragraph is too long, but for tables, code and lists", () => {
    const lines = (line: string) => Array.from({ length: 7 }, () => line).join("\n");
    expect(paragraphProblems(`# Title\n${lines("text")}`)).toEqual(['"text" has 7 lines; 6 are enough.']);
    expect(paragraphProblems(`1. one\n${lines("   more")}`)).toHaveLength(1);
    expect(paragraphProblems("x".repeat(151))).toHaveLength(1);
    expect(paragraphProblems(`${lines("| a |")}\n\n\`\`\`\n${lines("code")}\n\`\`\`\n\n${lines("- point")}`)).toEqual(
      [],
    );
  });

  it("are caught when a path moved", () => {
    const files = {
      "README.md":
        "See `apps/server/src/gone.ts`, [the map](docs/map.md), `apps/web/src/features/<feature>` and `packages/money`.",
      "packages/money/README.md": "Open `src/index.ts`, [it](src/index.ts).",
      "packages/money/src/index.ts": "",
    };
    expect(documentProblems(treeOf(files))).toEqual([
      "README.md: cites apps/server/src/gone.ts, which is gone.",
      "README.md: cites docs/map.md, which is gone.",
    ]);
  });
});
