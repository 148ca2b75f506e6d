/** Pages of what was spent. Every page is a chunk of its own. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { app } from "./app-route";
import { guarded } from "./guarded";

const dashboard = createRoute({
  getParentRoute: () => app,
  path: "/dashboard",
  component: lazyRouteComponent(() => import("./dashboard/overview"), "DashboardRoute"),
});

const explore = createRoute({
  getParentRoute: () => app,
  path: "/dashboard/explore",
  component: guarded(
    "spend:read",
    "Explore",
    lazyRouteComponent(() => import("#web/features/spend/explore-page"), "ExplorePage"),
  ),
});

const logs = createRoute({
  getParentRoute: () => app,
  path: "/dashboard/logs",
  component: lazyRouteComponent(() => import("./dashboard/logs"), "LogsRoute"),
});

const request = createRoute({
  getParentRoute: () => app,
  path: "/dashboard/logs/$requestId",
  component: lazyRouteComponent(() => import("./dashboard/request"), "RequestRoute"),
});

const budgets = createRoute({
  getParentRoute: () => app,
  path: "/dashboard/budgets",
  component: guarded(
    "spend:read",
    "Budgets",
    lazyRouteComponent(() => import("#web/features/budgets/budgets-page"), "BudgetsPage"),
  ),
});

const whatIf = createRoute({
  getParentRoute: () => app,
  path: "/dashboard/what-if",
  component: lazyRouteComponent(() => import("./dashboard/what-if"), "WhatIfRoute"),
});

const corrections = createRoute({
  getParentRoute: () => app,
  path: "/dashboard/corrections",
  component: guarded(
    "requests:read",
    "Corrections",
    lazyRouteComponent(() => import("#web/features/months/corrections-page"), "CorrectionsPage"),
  ),
});

export const dashboardRoutes = [dashboard, explore, logs, request, budgets, whatIf, corrections] as const;
