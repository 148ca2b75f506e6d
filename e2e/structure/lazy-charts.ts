/** recharts comes in its own chunks: nothing the start of the web app imports at once may reach it. */
import { edgesOf, importsOf } from "./module-imports";
import { sourcesOf, type Tree } from "./tree";

const START = "apps/web/src/main.tsx";
const CHARTS = /^(recharts|@mantine\/charts)(\/(?!styles).*)?$/;

export function chartProblems(tree: Tree): string[] {
  const trail = trailsFrom(tree, START);
  return sourcesOf(tree).flatMap((path) => {
    const from = trail.get(path);
    const isChart = importsOf(path, tree.get(path) ?? "").some(
      ({ specifier, kind }) => kind === "value" && CHARTS.test(specifier),
    );
    return from && isChart
      ? [`${[...from, path].join(" -> ")}: loads recharts at the start. Import it with React.lazy.`]
      : [];
  });
}

/** How each file is reached by imports that run at once. */
function trailsFrom(tree: Tree, start: string): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, string[]>();
  for (const { from, to, kind } of edgesOf(tree)) {
    if (kind === "value") next.set(from, [...(next.get(from) ?? []), to]);
  }
  const trails = new Map<string, readonly string[]>([[start, []]]);
  const queue = [start];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    for (const to of next.get(path) ?? []) {
      if (trails.has(to)) continue;
      trails.set(to, [...(trails.get(path) ?? []), path]);
      queue.push(to);
    }
  }
  return trails;
}
