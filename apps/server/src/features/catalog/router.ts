/** The catalogue for people. */
import { procedure, router } from "#server/trpc";
import { catalogState } from "./catalog-state";
import { refreshCatalog } from "./refresh-catalog";

export const catalogRouter = router({
  state: procedure("catalog:read").query(({ ctx }) => catalogState(ctx)),

  /** Fails with CATALOG_REFUSED; the last good one stays in force. */
  refresh: procedure("catalog:refresh").mutation(({ ctx }) => refreshCatalog(ctx)),
});
