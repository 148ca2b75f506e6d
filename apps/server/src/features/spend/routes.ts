/** Spend for programs. */
import { AnalyticsQuery } from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import { analytics } from "./analytics";

export const spendRoutes = [
  defineRoute({
    method: "GET",
    path: "/api/admin/analytics",
    permission: "spend:read",
    summary: "Cost, requests and tokens of a range of days, grouped by any of day, month, model, provider, source.",
    query: AnalyticsQuery,
    handle: (ctx, { query }) => analytics(ctx, query),
  }),
];
