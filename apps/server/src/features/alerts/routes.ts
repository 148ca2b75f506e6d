/** Alerts for programs. */
import { ListAlerts } from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import { listAlerts } from "./list-alerts";

export const alertsRoutes = [
  defineRoute({
    method: "GET",
    path: "/api/admin/alerts",
    permission: "alerts:read",
    summary: "What rules of alerts found, newest first: the value against its limit, its state, and where it was told.",
    query: ListAlerts,
    handle: (ctx, { query }) => listAlerts(ctx, query),
  }),
];
