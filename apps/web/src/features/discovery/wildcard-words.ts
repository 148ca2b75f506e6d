/** What is said about routes of a gateway for any name of a form: their models are listed nowhere, or not all of them. */
import type { Server } from "./shapes";

type Route = Server["wildcardRoutes"][number];

const MOST_NAMED = 3;

/** null: there is none. Of servers together each route is named once. */
export function wildcardWords(routes: readonly Route[]): string | null {
  const unlisted = routesOnce(routes.filter(({ listedCount }) => listedCount === 0));
  const listed = routesOnce(routes.filter(({ listedCount }) => listedCount > 0));
  const sentences = [
    unlisted.length > 0 &&
      `${counted(unlisted)}: any model of these providers can be called; names seen in traffic appear under Requests.`,
    listed.length > 0 &&
      `${counted(listed)} with some names in the list: other names can be called too, and appear under Requests.`,
  ].filter((sentence) => sentence !== false);
  return sentences.length === 0 ? null : sentences.join(" ");
}

const routesOnce = (routes: readonly Route[]): readonly string[] => [...new Set(routes.map(({ route }) => route))];

function counted(routes: readonly string[]): string {
  const named = routes.slice(0, MOST_NAMED).join(", ");
  const more = routes.length > MOST_NAMED ? ", …" : "";
  return `${routes.length} wildcard ${routes.length === 1 ? "route" : "routes"} (${named}${more})`;
}
