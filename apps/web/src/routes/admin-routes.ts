/** Pages of prices, the ledger and settings. Every page is a chunk of its own. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { app } from "./app-route";
import { guarded } from "./guarded";

const modelPricing = createRoute({
  getParentRoute: () => app,
  path: "/admin/model-pricing",
  component: guarded(
    "price-book:read",
    "Model pricing",
    lazyRouteComponent(() => import("#web/features/price-book/model-pricing-page"), "ModelPricingPage"),
  ),
});

const priceCases = createRoute({
  getParentRoute: () => app,
  path: "/admin/price-cases",
  component: lazyRouteComponent(() => import("./admin/price-cases"), "PriceCasesRoute"),
});

const discovery = createRoute({
  getParentRoute: () => app,
  path: "/admin/discovery",
  component: lazyRouteComponent(() => import("./admin/discovery"), "DiscoveryRoute"),
});

const priceSync = createRoute({
  getParentRoute: () => app,
  path: "/admin/discovery/price-sync",
  component: guarded(
    "discovery:read",
    "Sync prices",
    lazyRouteComponent(() => import("#web/features/price-sync/price-sync-page"), "PriceSyncPage"),
  ),
});

const usageImport = createRoute({
  getParentRoute: () => app,
  path: "/admin/usage-import",
  component: guarded(
    "usage:import",
    "Usage import",
    lazyRouteComponent(() => import("#web/features/usage/import/usage-import-page"), "UsageImportPage"),
  ),
});

const defaultPriced = createRoute({
  getParentRoute: () => app,
  path: "/admin/default-priced",
  component: guarded(
    "requests:read",
    "Default-priced",
    lazyRouteComponent(() => import("#web/features/default-priced/queue-page"), "QueuePage"),
  ),
});

const ledgerHealth = createRoute({
  getParentRoute: () => app,
  path: "/admin/analytics",
  component: guarded(
    "requests:read",
    "Ledger health",
    lazyRouteComponent(() => import("#web/features/ledger-health/ledger-health-page"), "LedgerHealthPage"),
  ),
});

const months = createRoute({
  getParentRoute: () => app,
  path: "/admin/months",
  component: guarded(
    "months:read",
    "Months",
    lazyRouteComponent(() => import("#web/features/months/months-page"), "MonthsPage"),
  ),
});

const statement = createRoute({
  getParentRoute: () => app,
  path: "/admin/months/$month",
  component: lazyRouteComponent(() => import("./admin/statement"), "StatementRoute"),
});

const alerts = createRoute({
  getParentRoute: () => app,
  path: "/admin/alerts",
  component: guarded(
    "alerts:read",
    "Alerts",
    lazyRouteComponent(() => import("#web/features/alerts/alerts-page"), "AlertsPage"),
  ),
});

const recost = createRoute({
  getParentRoute: () => app,
  path: "/admin/recost",
  component: guarded(
    "requests:read",
    "Re-cost",
    lazyRouteComponent(() => import("#web/features/recost/recost-page"), "RecostPage"),
  ),
});

const recostRun = createRoute({
  getParentRoute: () => app,
  path: "/admin/recost/$id",
  component: lazyRouteComponent(() => import("./admin/recost-run"), "RecostRunRoute"),
});

const reconciliations = createRoute({
  getParentRoute: () => app,
  path: "/admin/reconciliation",
  component: guarded(
    "reconciliation:read",
    "Reconciliation",
    lazyRouteComponent(() => import("#web/features/reconciliation/reconciliation-page"), "ReconciliationPage"),
  ),
});

const reconciliation = createRoute({
  getParentRoute: () => app,
  path: "/admin/reconciliation/$id",
  component: lazyRouteComponent(() => import("./admin/reconciliation"), "ReconciliationRoute"),
});

const settings = createRoute({
  getParentRoute: () => app,
  path: "/admin/settings",
  component: lazyRouteComponent(() => import("./admin/settings"), "SettingsRoute"),
});

export const adminRoutes = [
  modelPricing,
  priceCases,
  discovery,
  priceSync,
  usageImport,
  defaultPriced,
  ledgerHealth,
  months,
  statement,
  alerts,
  recost,
  recostRun,
  reconciliations,
  reconciliation,
  settings,
] as const;
