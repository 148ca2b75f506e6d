/** The catalogue for programs. */
import { defineRoute } from "#server/rest/define-route";
import { catalogState } from "./catalog-state";
import { refreshCatalog } from "./refresh-catalog";

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
    summary: "Fetch the catalogue now. A failed refresh keeps the last good one and answers 422 with the reason.",
    handle: (ctx) => refreshCatalog(ctx),
  }),
];
