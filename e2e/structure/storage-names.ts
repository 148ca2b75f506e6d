/** Prisma owns storage: in a server feature only rows.ts and its sisters (review-rows.ts) name its types, so that a changed column has one place to go. */
import { importsOf } from "./module-imports";
import { isTest, sourcesOf, type Tree } from "./tree";

const FEATURE_FILE = /^apps\/server\/src\/features\//;
const ROWS_FILE = /[/-]rows\.ts$/;
/** Handles to pass on and the owners of connections, not shapes of rows. */
const HANDLES = new Set(["Database", "Transaction", "withConnection", "readOneState", "withSession"]);

export function storageProblems(tree: Tree): string[] {
  return sourcesOf(tree)
    .filter((path) => FEATURE_FILE.test(path) && !ROWS_FILE.test(path) && !isTest(path))
    .flatMap((path) =>
      importsOf(path, tree.get(path) ?? "")
        .filter(({ specifier }) => specifier === "@ratecard/prisma" || specifier.startsWith("@prisma/"))
        .flatMap(({ names }) => names.filter((name) => !HANDLES.has(name)))
        .map((name) => `${path} names ${name}: in a feature only rows.ts or x-rows.ts names Prisma's types.`),
    );
}
