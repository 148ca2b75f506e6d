/** All REST calls, one list a feature. */
import { adjustmentRoutes } from "#server/features/adjustments/routes";
import { catalogRoutes } from "#server/features/catalog/routes";
import { explainRoutes } from "#server/features/explain/routes";
import { priceBookRoutes } from "#server/features/price-book/routes";
import { priceSyncRoutes } from "#server/features/price-sync/routes";
import { requestsRoutes } from "#server/features/requests/routes";
import { spendRoutes } from "#server/features/spend/routes";
import { usageRoutes } from "#server/features/usage/routes";
import type { RestRoute } from "./define-route";

export const restRoutes: readonly RestRoute[] = [
  ...priceBookRoutes,
  ...priceSyncRoutes,
  ...adjustmentRoutes,
  ...explainRoutes,
  ...catalogRoutes,
  ...requestsRoutes,
  ...spendRoutes,
  ...usageRoutes,
];
