/** The queue for programs. */
import { ListDefaultPriced } from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import { listGroups } from "./list-groups";

export const defaultPricedRoutes = [
  defineRoute({
    method: "GET",
    path: "/api/default-priced",
    permission: "requests:read",
    summary:
      "Names whose requests were priced by a guess, the largest probable loss first; of the last 30 days without bounds.",
    query: ListDefaultPriced,
    handle: (ctx, { query }) => listGroups(ctx, query),
  }),
];
