import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildProblems, type Installed, installedPackages, namedBuilds } from "./builds";
import { REPOSITORY } from "./tree";

describe("build scripts of installed packages", () => {
  it("are each allowed or refused by name", () => {
    const installed = installedPackages(REPOSITORY);
    expect(installed.length).toBeGreaterThan(100);
    expect(buildProblems(installed, readFileSync(join(REPOSITORY, "pnpm-workspace.yaml"), "utf8"))).toEqual([]);
  });

  it("are caught when nobody decided", () => {
    const workspace = `packages:\n  - apps/*\nallowBuilds:\n  "@scope/known": true\n  quiet: false\noverrides:\n  loud: 1.0.0\n`;
    expect([...namedBuilds(workspace)]).toEqual(["@scope/known", "quiet"]);
    const installed: Installed[] = [
      { manifest: { name: "loud", scripts: { postinstall: "node x.js" } }, hasGyp: false },
      { manifest: { name: "native" }, hasGyp: true },
      { manifest: { name: "quiet", scripts: { install: "node-gyp" } }, hasGyp: false },
      { manifest: { name: "plain", scripts: { test: "vitest" } }, hasGyp: false },
    ];
    expect(buildProblems(installed, workspace)).toHaveLength(2);
  });
});
