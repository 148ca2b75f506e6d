/** The tRPC router of the server: one branch a feature. Its type is all that web and CLI know of the server. */
import { accessRouter } from "#server/features/access/router";
import { adjustmentsRouter } from "#server/features/adjustments/router";
import { createAlertsRouter } from "#server/features/alerts/router";
import { auditRouter } from "#server/features/audit/router";
import { budgetsRouter } from "#server/features/budgets/router";
import { catalogRouter } from "#server/features/catalog/router";
import { createChangesRouter } from "#server/changes/router";
import { createDefaultPricedRouter } from "#server/features/default-priced/router";
import { discoveryRouter } from "#server/features/discovery/router";
import { explainRouter } from "#server/features/explain/router";
import { findingsRouter } from "#server/features/findings/router";
import { createLedgerHealthRouter } from "#server/features/ledger-health/router";
import { ledgerZoneRouter } from "#server/features/ledger-zone/router";
import { monthsRouter } from "#server/features/months/router";
import { addNotification } from "#server/features/notifications/add-notification";
import { notificationsRouter } from "#server/features/notifications/router";
import { priceBookRouter } from "#server/features/price-book/router";
import { priceCasesRouter } from "#server/features/price-cases/router";
import { reconciliationRouter } from "#server/features/reconciliation/router";
import { recostRouter } from "#server/features/recost/router";
import { requestsRouter } from "#server/features/requests/router";
import { retentionRouter } from "#server/features/retention/router";
import { createSampleWorldRouter } from "#server/features/sample-world/router";
import { spendRouter } from "#server/features/spend/router";
import { usageRouter } from "#server/features/usage/router";
import { whatIfRouter } from "#server/features/what-if/router";
import { jobsRouter } from "#server/jobs/router";
import { alertParts } from "#server/start/alert-parts";
import { changeSource } from "#server/start/change-sources";
import { proposalNews } from "#server/start/proposal-news";
import { sampleWorldParts } from "#server/start/sample-world-parts";
import { router } from "./trpc";

export const appRouter = router({
  access: accessRouter,
  adjustments: adjustmentsRouter,
  alerts: createAlertsRouter(alertParts),
  audit: auditRouter,
  budgets: budgetsRouter,
  catalog: catalogRouter,
  changes: createChangesRouter(changeSource),
  defaultPriced: createDefaultPricedRouter({ sourceOf: changeSource, news: proposalNews }),
  discovery: discoveryRouter,
  explain: explainRouter,
  findings: findingsRouter,
  jobs: jobsRouter,
  ledgerHealth: createLedgerHealthRouter((ctx) => (news) => addNotification(ctx, news)),
  ledgerZone: ledgerZoneRouter,
  retention: retentionRouter,
  months: monthsRouter,
  notifications: notificationsRouter,
  priceBook: priceBookRouter,
  priceCases: priceCasesRouter,
  recost: recostRouter,
  reconciliation: reconciliationRouter,
  requests: requestsRouter,
  sampleWorld: createSampleWorldRouter(sampleWorldParts),
  spend: spendRouter,
  usage: usageRouter,
  whatIf: whatIfRouter,
});

export type AppRouter = typeof appRouter;
