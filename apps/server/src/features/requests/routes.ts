/** Requests for programs. */
import { ListRequestsQuery } from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import { listRequests } from "./list-requests";

export const requestsRoutes = [
  defineRoute({
    method: "GET",
    path: "/api/usage/logs",
    permission: "requests:read",
    summary: "Requests, newest first. `nextCursor` of the answer is the `cursor` of the next page; null at the end.",
    query: ListRequestsQuery,
    handle: (ctx, { query }) => listRequests(ctx, query),
  }),
];
