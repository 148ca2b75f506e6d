/** Pure packages have no I/O, clock, randomness or environment: those are parameters. */
import { findUses } from "./forbidden-code";
import { importsOf } from "./module-imports";
import { isTest, sourcesOf, type Tree } from "./tree";

const PURE_SOURCE = /^packages\/[^/]+\/src\//;
const IMPURE = new Set([
  "Date.now",
  "new Date",
  "Date(",
  "performance",
  "Math.random",
  "crypto",
  "process",
  "globalThis",
  "fetch(",
  "setTimeout(",
  "setInterval(",
  "queueMicrotask(",
  "console",
  "localStorage",
]);

export function purityProblems(tree: Tree): string[] {
  return sourcesOf(tree)
    .filter((path) => PURE_SOURCE.test(path) && !isTest(path))
    .flatMap((path) => {
      const text = tree.get(path) ?? "";
      const uses = findUses(path, text, IMPURE).map(
        ({ name, line }) => `${path}:${line}: ${name} makes this package impure.`,
      );
      const builtins = importsOf(path, text).filter(({ specifier }) => specifier.startsWith("node:"));
      return [...uses, ...builtins.map(({ specifier }) => `${path}: ${specifier} makes this package impure.`)];
    });
}
