/** Requests for programs. */
import { Readable } from "node:stream";
import { ExportRequestsQuery, ListRequestsQuery } from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import { exportRequests } from "./export-requests";
import { listRequests } from "./list-requests";

export const requestsRoutes = [
  defineRoute({
    method: "GET",
    path: "/api/usage/logs",
    permission: "requests:read",
    summary:
      "Requests, newest first unless `sort` says otherwise. `nextCursor` of the answer is the `cursor` of the next page; null at the end.",
    query: ListRequestsQuery,
    handle: (ctx, { query }) => listRequests(ctx, query),
  }),
  defineRoute({
    method: "GET",
    path: "/api/usage/logs.csv",
    permission: "requests:read",
    summary: "All requests that fit the filters, in the order of `sort`, as a file.",
    query: ExportRequestsQuery,
    produces: "text/csv",
    handle: async (ctx, { query }, { reply }) => {
      const rows = await exportRequests(ctx, query);
      void reply.type("text/csv; charset=utf-8").header("content-disposition", 'attachment; filename="requests.csv"');
      return Readable.from(rows);
    },
  }),
];
