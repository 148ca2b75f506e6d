/** The tRPC router of the server: one branch a feature. Its type is all that web and CLI know of the server. */
import { accessRouter } from "./features/access/router";
import { adjustmentsRouter } from "./features/adjustments/router";
import { auditRouter } from "./features/audit/router";
import { catalogRouter } from "./features/catalog/router";
import { discoveryRouter } from "./features/discovery/router";
import { explainRouter } from "./features/explain/router";
import { priceBookRouter } from "./features/price-book/router";
import { priceSyncRouter } from "./features/price-sync/router";
import { requestsRouter } from "./features/requests/router";
import { createSampleWorldRouter } from "./features/sample-world/router";
import { spendRouter } from "./features/spend/router";
import { usageRouter } from "./features/usage/router";
import { jobsRouter } from "./jobs/router";
import { sampleWorldParts } from "./sample-world-parts";
import { router } from "./trpc";

export const appRouter = router({
  access: accessRouter,
  adjustments: adjustmentsRouter,
  audit: auditRouter,
  catalog: catalogRouter,
  discovery: discoveryRouter,
  explain: explainRouter,
  jobs: jobsRouter,
  priceBook: priceBookRouter,
  priceSync: priceSyncRouter,
  requests: requestsRouter,
  sampleWorld: createSampleWorldRouter(sampleWorldParts),
  spend: spendRouter,
  usage: usageRouter,
});

export type AppRouter = typeof appRouter;
