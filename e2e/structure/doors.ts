/** One index.ts for each door its package.json declares, and none inside apps: no barrels. */
import { posix } from "node:path";
import type { Tree } from "./tree";

const INDEX = /(^|\/)index\.tsx?$/;
/** A page at `/` is called index by its router. */
const ROUTE = /^apps\/web\/src\/routes\//;

export function doorProblems(tree: Tree): string[] {
  const declared = new Set(
    [...tree.keys()].filter((path) => path.endsWith("package.json")).flatMap((path) => doorsOf(tree, path)),
  );
  const packages = [...tree.keys()].filter((path) => /^(packages\/[^/]+|prisma)\/package\.json$/.test(path));
  const missing = packages
    .map((path) => posix.join(posix.dirname(path), "src/index.ts"))
    .filter((door) => !tree.has(door))
    .map((door) => `${door}: missing, a package has one door.`);
  const extra = [...tree.keys()]
    .filter((path) => INDEX.test(path) && !declared.has(path) && !ROUTE.test(path))
    .map((path) => `${path}: no door of a package. Import the file that is meant.`);
  return [...missing, ...extra];
}

function doorsOf(tree: Tree, manifest: string): string[] {
  const { exports = {} } = JSON.parse(tree.get(manifest) ?? "{}") as { exports?: Record<string, string> };
  return Object.values(exports).map((target) => posix.join(posix.dirname(manifest), target));
}
