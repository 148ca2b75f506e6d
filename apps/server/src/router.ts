/** The tRPC router of the server: one branch a feature. Its type is all that web and CLI know of the server. */
import { accessRouter } from "./features/access/router";
import { auditRouter } from "./features/audit/router";
import { jobsRouter } from "./jobs/router";
import { router } from "./trpc";

export const appRouter = router({
  access: accessRouter,
  audit: auditRouter,
  jobs: jobsRouter,
});

export type AppRouter = typeof appRouter;
