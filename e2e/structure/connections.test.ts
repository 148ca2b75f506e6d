import { describe, expect, it } from "vitest";
import { connectionProblems } from "./connections";
import { readTree, treeOf } from "./tree";

describe("database connections", () => {
  it("have one owner, who hears them break", () => {
    const tree = readTree();
    const paths = [...tree.keys()];
    for (const owner of ["with-connection", "open-session", "open-database"]) {
      expect(paths).toContain(`prisma/src/${owner}.ts`);
    }
    expect(connectionProblems(tree)).toEqual([]);
  });

  it.each([
    ["pool.connect(", "const client = await ctx.db.pool.connect();", "with-connection"],
    ["pool.connect(", "export const take = ({ pool }: Parts) => pool.connect();", "with-connection"],
    ["new pg.Client", `import pg from "pg"; const client = new pg.Client(url);`, "open-session"],
    ["new pg.Client", `import { Client } from "pg"; const client = new Client(url);`, "open-session"],
    ["new pg.Pool", `import pg from "pg"; const own = new pg.Pool({ max: 1 });`, "open-database"],
  ])("are caught at %s elsewhere: %s", (what, line, owner) => {
    const path = "apps/server/src/features/brand-new/verb.ts";
    expect(connectionProblems(treeOf({ [path]: line }))).toEqual([
      `${path}:1: ${what} belongs to prisma/src/${owner}.ts. Use what it exports.`,
    ]);
  });

  it("are left alone at their owners, in tests, and where something else connects", () => {
    const tree = treeOf({
      "prisma/src/with-connection.ts": "const client = await pool.connect();",
      "apps/server/src/features/brand-new/verb.test.ts": "const rival = await pool.connect();",
      "apps/server/src/features/brand-new/verb.ts": `import { Client } from "undici"; new Client(url); socket.connect();`,
    });
    expect(connectionProblems(tree)).toEqual([]);
  });
});
