import { describe, expect, it } from "vitest";
import { recipeProblems, recipesOf } from "./recipes";
import { readTree, treeOf } from "./tree";

describe("recipes", () => {
  const tree = readTree();
  const document = tree.get("CONTRIBUTING.md") ?? "";

  it("are there for what is added most", () => {
    expect(recipesOf(document).map(({ title }) => title)).toEqual([
      "Add a token kind",
      "Add a kind of server",
      "Add a metric",
      "Add a rollup",
      "Add a feature",
      "Add a command",
      "Add a refusal",
      "Add a migration",
      "Add a source of price changes",
    ]);
  });

  it("cite names that stand in the files they cite, and what fails when a step is forgotten", () => {
    expect(recipeProblems(tree, document)).toEqual([]);
  });

  it("are caught when a name moved, when no step is guarded, and when a guard is gone", () => {
    const files = treeOf({
      "package.json": '{ "scripts": { "types": "tsc" } }',
      "packages/money/src/decimal.ts": "export const decimal = 1;",
      "packages/money/src/decimal.test.ts": "",
    });
    const good = [
      "## Add a number",
      "1. Add it to `decimal` in `packages/money/src/decimal.ts`.",
      "   Forgotten: `pnpm types`, `packages/money/src/decimal.test.ts`.",
      "2. Show it.",
      "   Forgotten: nothing.",
    ].join("\n");
    expect(recipeProblems(files, good)).toEqual([]);
    expect(recipeProblems(files, good.replace("`decimal`", "`DECIMALS`"))).toEqual([
      "Add a number, step 1: none of its files knows DECIMALS.",
    ]);
    expect(recipeProblems(files, good.replace("Forgotten: nothing.", ""))).toEqual([
      "Add a number, step 2: does not say what fails when it is forgotten.",
    ]);
    expect(
      recipeProblems(files, good.replace("pnpm types", "pnpm typs").replace("decimal.test.ts", "gone.test.ts")),
    ).toEqual([
      "Add a number, step 1: pnpm typs is no test and no script.",
      "Add a number, step 1: packages/money/src/gone.test.ts is no test and no script.",
      "Add a number: no step of it is found forgotten by a test.",
    ]);
  });
});
