/** A route of a gateway for any name of a form, as `openai/*`: it is no model, and most of what it answers to is listed nowhere. */
import { isModelName, type WildcardRoute } from "./listed-model";

/** More than any settings file has. */
const MOST_ROUTES = 100;

export function wildcardRoutes(
  routes: Iterable<string>,
  models: readonly Readonly<{ name: string }>[],
): readonly WildcardRoute[] {
  const known = [...routes].filter(isModelName).sort().slice(0, MOST_ROUTES);
  if (known.length === 0) return [];
  const names = [...new Set(models.map(({ name }) => name))];
  return known.map((route) => {
    const start = route.slice(0, route.indexOf("*"));
    const end = route.slice(route.lastIndexOf("*") + 1);
    const fits = (name: string) =>
      name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end);
    return { route, listedCount: names.filter(fits).length };
  });
}

/** As it was stored; what is no list of routes counts as none. */
export function wildcardRoutesFromJson(value: unknown): readonly WildcardRoute[] {
  return Array.isArray(value) ? value.filter(isRoute) : [];
}

const isRoute = (value: unknown): value is WildcardRoute =>
  typeof value === "object" &&
  value !== null &&
  "route" in value &&
  typeof value.route === "string" &&
  "listedCount" in value &&
  typeof value.listedCount === "number";
