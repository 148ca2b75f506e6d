/**
 * The arrows inside an app. Web: routes -> features -> components. Server: the shell composes features; what lies beside them
 * (jobs, pricing, write, ...) is below them. A feature never imports a feature.
 * Source  the folders: a feature made today is guarded today.
 */
import { edgesOf } from "./module-imports";
import type { Tree } from "./tree";

/** Tests start whole servers, so they know the shell. */
type Place = Readonly<{ app: string; layer: Layer; feature?: string; isTest: boolean }>;
type Layer = "shell" | "routes" | "features" | "below";

/** Rooms that put features together: the start, HTTP, the two lists of calls, and what tests start. */
const SERVER_SHELL = /^apps\/server\/src\/(main|rpc\/router|rest\/routes|(start|http|testing|scenarios)\/.+)\.ts$/;
const WEB_SHELL = /^apps\/web\/src\/(main|router)\.tsx?$/;
const RANK: Readonly<Record<Layer, number>> = { shell: 3, routes: 2, features: 1, below: 0 };

export function placeOf(path: string): Place | undefined {
  const match = /^apps\/(server|web)\/src\/(.+)$/.exec(path);
  if (!match) return undefined;
  const [, app = "", rest = ""] = match;
  const [top = "", feature = ""] = rest.split("/");
  const isTest = /\.test\.tsx?$|\/testing\//.test(path);
  if (top === "features") return { app, layer: "features", feature, isTest };
  if (app === "web")
    return { app, layer: WEB_SHELL.test(path) ? "shell" : top === "routes" ? "routes" : "below", isTest };
  return { app, layer: SERVER_SHELL.test(path) ? "shell" : "below", isTest };
}

export function featureProblems(tree: Tree): string[] {
  return edgesOf(tree).flatMap(({ from, to, specifier }) => {
    const source = placeOf(from);
    const target = placeOf(to);
    if (!source || !target || source.app !== target.app) return [];
    const problem = problemBetween(source, target, specifier);
    return problem === undefined ? [] : [`${from} imports ${specifier}: ${problem}`];
  });
}

function problemBetween(source: Place, target: Place, specifier: string): string | undefined {
  if (target.layer === "shell" && source.isTest) return undefined;
  const isSameFeature = source.layer === "features" && source.feature === target.feature;
  if (isSameFeature) return specifier.startsWith(".") ? undefined : "inside a feature imports are relative.";
  if (source.layer === "features" && target.layer === "features") {
    return `the feature ${source.feature} may not know the feature ${target.feature}. Compose them above.`;
  }
  if (source.layer === "features" && specifier.startsWith("."))
    return `beyond a feature imports begin with "#${source.app}/".`;
  if (RANK[target.layer] <= RANK[source.layer]) return undefined;
  return `${source.layer} may not import ${target.layer}.`;
}
