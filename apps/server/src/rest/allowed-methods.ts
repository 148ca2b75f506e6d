/** Which methods a path answers, for a call that used another one. */
import type { RestRoute } from "./define-route";

export function allowedMethods(routes: readonly Pick<RestRoute, "method" | "path">[], path: string): readonly string[] {
  const parts = path.split("/");
  const matches = (pattern: string) => {
    const wanted = pattern.split("/");
    return (
      wanted.length === parts.length && wanted.every((part, index) => part.startsWith(":") || part === parts[index])
    );
  };
  return routes.filter((route) => matches(route.path)).map(({ method }) => method);
}
