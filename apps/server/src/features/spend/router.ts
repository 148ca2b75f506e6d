/** Spend for people: the dashboard, its rankings, and whatever else is asked of it. */
import { DashboardQuery, ExploreQuery, RankingQuery, SpendNamesQuery } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { dashboard } from "./dashboard";
import { explore } from "./explore";
import { ranking, spendNames } from "./ranking";
import { viewsRouter } from "./views/router";

export const spendRouter = router({
  views: viewsRouter,

  dashboard: procedure("spend:read")
    .input(DashboardQuery)
    .query(({ ctx, input }) => dashboard(ctx, input)),

  ranking: procedure("spend:read")
    .input(RankingQuery)
    .query(({ ctx, input }) => ranking(ctx, input)),

  names: procedure("spend:read")
    .input(SpendNamesQuery)
    .query(({ ctx, input }) => spendNames(ctx, input)),

  explore: procedure("spend:read")
    .input(ExploreQuery)
    .query(({ ctx, input }) => explore(ctx, input)),
});
