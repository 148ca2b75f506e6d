/** Budgets of a month. */
import { RemoveBudget, SetBudget } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { listBudgets, removeBudget, setBudget } from "./budgets";

const writing = procedure("budgets:write");

export const budgetsRouter = router({
  list: procedure("spend:read").query(({ ctx }) => listBudgets(ctx)),
  set: writing.input(SetBudget).mutation(({ ctx, input }) => setBudget(ctx, input)),
  /** Fails with NOT_FOUND. */
  remove: writing.input(RemoveBudget).mutation(({ ctx, input }) => removeBudget(ctx, input)),
});
