/** Spend for programs. */
import { Readable } from "node:stream";
import { AnalyticsQuery, ExploreQuery, FOCUS_VERSION, FocusQuery } from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import { analytics } from "./analytics";
import { explore } from "./explore";
import { exploredRows } from "./explored-csv";
import { exportFocus } from "./focus/export-focus";

export const spendRoutes = [
  defineRoute({
    method: "GET",
    path: "/api/admin/analytics",
    permission: "spend:read",
    summary:
      "Cost, requests and tokens of a range of days, grouped by any of day, week, month, model, provider, source, team, user, key, tag.",
    query: AnalyticsQuery,
    handle: (ctx, { query }) => analytics(ctx, query),
  }),
  defineRoute({
    method: "GET",
    path: "/api/admin/analytics.csv",
    permission: "spend:read",
    summary: "One metric by names and steps of time, as the page Explore shows it: every series, Other and the total.",
    query: ExploreQuery,
    produces: "text/csv",
    handle: async (ctx, { query }, { reply }) => {
      const rows = exploredRows(await explore(ctx, query));
      const name = ["spend", query.metric, query.from, query.to].join("-");
      void reply.type("text/csv; charset=utf-8").header("content-disposition", `attachment; filename="${name}.csv"`);
      return Readable.from(rows);
    },
  }),
  defineRoute({
    method: "GET",
    path: "/api/admin/focus.csv",
    permission: "spend:read",
    summary: `What was charged as a FOCUS ${FOCUS_VERSION} file: a row for each day, model, provider, team and pricing source. Requests without a cost are no charge.`,
    query: FocusQuery,
    produces: "text/csv",
    handle: async (ctx, { query }, { reply }) => {
      const { rows, headers } = await exportFocus(ctx, query);
      const name = `focus-${FOCUS_VERSION}-${query.from}-${query.to}.csv`;
      void reply.type("text/csv; charset=utf-8").headers(headers);
      void reply.header("content-disposition", `attachment; filename="${name}"`);
      return Readable.from(rows);
    },
  }),
];
