/** All REST calls, one list a feature. */
import { adjustmentRoutes } from "#server/features/adjustments/routes";
import { alertsRoutes } from "#server/features/alerts/routes";
import { budgetsRoutes } from "#server/features/budgets/routes";
import { catalogRoutes } from "#server/features/catalog/routes";
import { defaultPricedRoutes } from "#server/features/default-priced/routes";
import { explainRoutes } from "#server/features/explain/routes";
import { findingsRoutes } from "#server/features/findings/routes";
import { monthsRoutes } from "#server/features/months/routes";
import { priceBookRoutes } from "#server/features/price-book/routes";
import { priceCasesRoutes } from "#server/features/price-cases/routes";
import { priceFileRoutes } from "#server/features/price-file/routes";
import { reconciliationRoutes } from "#server/features/reconciliation/routes";
import { recostRoutes } from "#server/features/recost/routes";
import { requestsRoutes } from "#server/features/requests/routes";
import { spendRoutes } from "#server/features/spend/routes";
import { usageRoutes } from "#server/features/usage/routes";
import { whatIfRoutes } from "#server/features/what-if/routes";
import { createChangesRoutes } from "#server/changes/routes";
import { changeSource } from "#server/start/change-sources";
import type { RestRoute } from "./define-route";

export const restRoutes: readonly RestRoute[] = [
  ...priceBookRoutes,
  ...findingsRoutes,
  ...priceFileRoutes,
  ...priceCasesRoutes,
  ...createChangesRoutes(changeSource),
  ...adjustmentRoutes,
  ...explainRoutes,
  ...catalogRoutes,
  ...requestsRoutes,
  ...defaultPricedRoutes,
  ...recostRoutes,
  ...reconciliationRoutes,
  ...spendRoutes,
  ...monthsRoutes,
  ...alertsRoutes,
  ...budgetsRoutes,
  ...usageRoutes,
  ...whatIfRoutes,
];
