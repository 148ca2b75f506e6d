/** What one address may mean: no fixed path stands where a parameter of another route would take the same word as a name. */
import { expect, it } from "vitest";
import type { RestRoute } from "./define-route";
import { restRoutes } from "./routes";

type Address = Pick<RestRoute, "method" | "path">;

/** Pairs of routes that answer one method at one address: a model called as the fixed one's last word could not be asked for. */
function shadowsAmong(routes: readonly Address[]): readonly string[] {
  return routes.flatMap((route, index) =>
    routes
      .slice(index + 1)
      .filter((other) => other.method === route.method && canMeet(partsOf(route), partsOf(other)))
      .map((other) => `${route.method} ${route.path} and ${other.path}`),
  );
}

const partsOf = ({ path }: Address): readonly string[] => path.split("/");

const canMeet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length &&
  one.every((part, index) => part === other[index] || [part, other[index]].some((either) => either?.startsWith(":")));

it("no route hides a name of another one", () => {
  expect(shadowsAmong(restRoutes)).toEqual([]);
});

it.each<[routes: string[], shadows: string[]]>([
  [["GET /prices/:model", "GET /prices/findings"], ["GET /prices/:model and /prices/findings"]],
  [
    ["GET /prices/findings/history", "GET /prices/:model/:part"],
    ["GET /prices/findings/history and /prices/:model/:part"],
  ],
  [["PUT /:kind/new", "PUT /prices/:model"], ["PUT /:kind/new and /prices/:model"]],
  [["GET /prices/:model", "POST /prices/import"], []],
  [["GET /prices/:model", "GET /prices.csv", "GET /prices", "GET /prices/:model/history"], []],
])("and would be found in %j", (routes, shadows) => {
  const addresses = routes.map((call) => {
    const [method, path = ""] = call.split(" ");
    return { method: method as RestRoute["method"], path };
  });
  expect(shadowsAmong(addresses)).toEqual(shadows);
});
