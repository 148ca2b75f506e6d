/** The catalogue for programs. */
import { DecideChanges, RefreshCatalog, RefreshCatalogQuery } from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import { catalogState, reviewState } from "./catalog-state";
import { acceptChanges, rejectChanges } from "./decide-changes";
import { previewRefresh, refreshCatalog } from "./refresh-catalog";

export const catalogRoutes = [
  defineRoute({
    method: "GET",
    path: "/api/catalog",
    permission: "catalog:read",
    summary: "Which price catalogue is in force, its age, and how the last refresh went.",
    handle: (ctx) => catalogState(ctx),
  }),
  defineRoute({
    method: "POST",
    path: "/api/catalog/refresh",
    permission: "catalog:refresh",
    summary:
      "Fetch the catalogue now, or with dryRun=true say what that would change. A failed refresh keeps the last good one and answers 422 with the reason.",
    query: RefreshCatalogQuery,
    body: RefreshCatalog,
    handle: async (ctx, { query }) => (query.dryRun ? previewRefresh(ctx) : refreshCatalog(ctx)),
  }),
  defineRoute({
    method: "GET",
    path: "/api/catalog/review",
    permission: "catalog:read",
    summary: "Changes of the catalogue that wait for a decision, those that were rejected, and every snapshot.",
    handle: (ctx) => reviewState(ctx),
  }),
  defineRoute({
    method: "POST",
    path: "/api/catalog/accept",
    permission: "catalog:review",
    summary: "Accept waiting changes by their ids: in force from now, all of them or none.",
    body: DecideChanges,
    handle: (ctx, { body }) => acceptChanges(ctx, body),
  }),
  defineRoute({
    method: "POST",
    path: "/api/catalog/reject",
    permission: "catalog:review",
    summary: "Reject waiting changes by their ids: the old prices stay until the source says something else.",
    body: DecideChanges,
    handle: (ctx, { body }) => rejectChanges(ctx, body),
  }),
];
