/** Spend for people: the dashboard. */
import { DayRange } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { dashboard } from "./dashboard";

export const spendRouter = router({
  dashboard: procedure("spend:read")
    .input(DayRange)
    .query(({ ctx, input }) => dashboard(ctx, input)),
});
