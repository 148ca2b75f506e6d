import { describe, expect, it } from "vitest";
import { purityProblems } from "./purity";
import { readTree, treeOf } from "./tree";

describe("pure packages", () => {
  it("have no I/O, clock, randomness or environment", () => {
    expect(purityProblems(readTree())).toEqual([]);
  });

  it.each([
    "const at = Date.now();",
    "const at = new Date();",
    "const at = Date();",
    "const dice = Math.random();",
    "const home = process.env.HOME;",
    "const id = crypto.randomUUID();",
    "const answer = await fetch(url);",
    "setTimeout(run, 10);",
    `import { readFileSync } from "node:fs";`,
    `const fs = await import("node:fs");`,
    "const at = performance.now();",
  ])("are caught at %s", (line) => {
    expect(purityProblems(treeOf({ "packages/brand-new/src/a.ts": line })).length).toBeGreaterThan(0);
  });

  it("may turn a given moment into a date, and say Date.now in a comment", () => {
    const text = `// Never Date.now() here.\nexport const day = (at: number) => new Date(at).toISOString();`;
    expect(purityProblems(treeOf({ "packages/money/src/a.ts": text }))).toEqual([]);
  });
});
