/** All routes. Every page is a chunk of its own; nothing of a page is loaded before it is opened. */
import { Notifications } from "@mantine/notifications";
import { createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { ErrorState, LoadingState } from "#web/components/states";
import { forgetTab } from "#web/components/tab-memory";
import { queryClient, trpc } from "#web/trpc";
import { AppFrame } from "./app-frame";
import { root, setup, signIn } from "./front-door-routes";
import { guarded } from "./guarded";
import { NotFound } from "./not-found";

/** Everything behind the sign-in. */
const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  component: AppFrame,
  beforeLoad: async ({ location }) => {
    const { isSetUp } = await queryClient.ensureQueryData(trpc.access.setupState.queryOptions());
    if (!isSetUp) throw redirect({ to: "/setup" });
    const me = await queryClient.ensureQueryData(trpc.access.me.queryOptions());
    if (!me) {
      forgetTab();
      throw redirect({ to: "/sign-in", search: { next: location.href } });
    }
    await queryClient.ensureQueryData(trpc.ledgerZone.show.queryOptions());
    return { me };
  },
});

const home = createRoute({
  getParentRoute: () => app,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/dashboard" });
  },
});

/** Every other address, in the frame, so that the way on is at hand. */
const unknown = createRoute({ getParentRoute: () => app, path: "/$", component: NotFound });

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

const budgets = createRoute({
  getParentRoute: () => app,
  path: "/dashboard/budgets",
  component: guarded(
    "spend:read",
    "Budgets",
    lazyRouteComponent(() => import("#web/features/budgets/budgets-page"), "BudgetsPage"),
  ),
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

const welcome = createRoute({
  getParentRoute: () => app,
  path: "/welcome",
  component: lazyRouteComponent(() => import("./welcome"), "WelcomeRoute"),
});

const explain = createRoute({
  getParentRoute: () => app,
  path: "/explain",
  component: lazyRouteComponent(() => import("./explain"), "ExplainRoute"),
});

const guide = createRoute({
  getParentRoute: () => app,
  path: "/docs/guides/models",
  component: lazyRouteComponent(() => import("#web/features/guide/guide-page"), "GuidePage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    app.addChildren([
      home,
      dashboard,
      explore,
      logs,
      request,
      modelPricing,
      priceCases,
      discovery,
      priceSync,
      usageImport,
      defaultPriced,
      ledgerHealth,
      months,
      recost,
      recostRun,
      reconciliations,
      reconciliation,
      statement,
      corrections,
      budgets,
      alerts,
      whatIf,
      settings,
      explain,
      guide,
      welcome,
      unknown,
    ]),
    signIn,
    setup,
  ]),
  // Inside the router: what was done may offer where to go on.
  InnerWrap: ({ children }) => (
    <>
      <Notifications position="bottom-right" />
      {children}
    </>
  ),
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultPendingMs: 300,
  defaultPendingComponent: LoadingState,
  defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} retry={reset} />,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
