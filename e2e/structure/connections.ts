/** A database connection has one owner, who hears it break: nobody else takes one out of the pool or opens one. */
import { parseSync, Visitor } from "oxc-parser";
import { isTest, sourcesOf, type Tree } from "./tree";

const POOL_OWNER = "prisma/src/with-connection.ts";
const SESSION_OWNER = "prisma/src/open-session.ts";
const DATABASE_OWNER = "prisma/src/open-database.ts";

type Use = Readonly<{ what: string; owner: string; line: number }>;

export function connectionProblems(tree: Tree): string[] {
  return sourcesOf(tree)
    .filter((path) => !isTest(path))
    .flatMap((path) =>
      usesIn(path, tree.get(path) ?? "")
        .filter(({ owner }) => owner !== path)
        .map(({ what, owner, line }) => `${path}:${line}: ${what} belongs to ${owner}. Use what it exports.`),
    );
}

/** However the pool is reached (`db.pool`, `{ pool }`), and whatever the driver was imported as (`pg.Client`, `Client`). */
function usesIn(path: string, text: string): Use[] {
  const found: Use[] = [];
  const add = (what: string, owner: string, start: number) =>
    found.push({ what, owner, line: text.slice(0, start).split("\n").length });
  let driver = new Set<string>();
  new Visitor({
    ImportDeclaration: ({ source, specifiers }) => {
      if (source.value === "pg") driver = new Set([...driver, ...specifiers.map(({ local }) => local.name)]);
    },
    CallExpression: ({ callee, start }) => {
      if (callee.type !== "MemberExpression" || nameOf(callee.property) !== "connect") return;
      if (/pool$/i.test(nameOf(callee.object))) add("pool.connect(", POOL_OWNER, start);
    },
    NewExpression: ({ callee, start }) => {
      const isDriver =
        callee.type === "MemberExpression" ? driver.has(nameOf(callee.object)) : driver.has(nameOf(callee));
      if (isDriver && nameOf(callee) === "Client") add("new pg.Client", SESSION_OWNER, start);
      if (isDriver && nameOf(callee) === "Pool") add("new pg.Pool", DATABASE_OWNER, start);
    },
  }).visit(parseSync(path, text).program);
  return found;
}

type Named = Readonly<{ type: string; name?: unknown; property?: unknown }>;

/** The last word: `pool` of `ctx.db.pool`. */
function nameOf(node: Named): string {
  if (node.type === "MemberExpression") return nameOf(node.property as Named);
  return typeof node.name === "string" ? node.name : "";
}
