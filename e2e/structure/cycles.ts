/** Files that import each other in a circle, types included. A lazy import is no part of one: it runs later. */
import { edgesOf } from "./module-imports";
import { sourcesOf, type Tree } from "./tree";

export function cycleProblems(tree: Tree): string[] {
  const next = new Map<string, string[]>(sourcesOf(tree).map((path) => [path, []]));
  for (const { from, to, kind } of edgesOf(tree)) {
    if (kind !== "lazy") next.get(from)?.push(to);
  }
  const settled = new Set<string>();
  const cycles: string[] = [];
  for (const start of next.keys()) walk(start, []);
  return cycles;

  function walk(path: string, trail: readonly string[]): void {
    const at = trail.indexOf(path);
    if (at >= 0) {
      cycles.push([...trail.slice(at), path].join(" -> "));
      return;
    }
    if (settled.has(path)) return;
    for (const to of next.get(path) ?? []) walk(to, [...trail, path]);
    settled.add(path);
  }
}
