import { describe, expect, it } from "vitest";
import { pinProblems } from "./pins";
import { readTree, treeOf } from "./tree";

describe("versions", () => {
  it("are exact in every package.json", () => {
    expect(pinProblems(readTree())).toEqual([]);
  });

  it.each(["^1.2.3", "~1.2.3", "1.2", "latest", "*", ">=1.2.3", "workspace:^"])("are caught: %s", (version) => {
    const manifest = JSON.stringify({ dependencies: { zod: version, good: "1.2.3-beta.1" } });
    expect(pinProblems(treeOf({ "apps/web/package.json": manifest }))).toHaveLength(1);
  });
});
