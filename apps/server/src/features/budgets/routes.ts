/** Budgets for programs. */
import { SetBudget } from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import { listBudgets, setBudget } from "./budgets";

export const budgetsRoutes = [
  defineRoute({
    method: "GET",
    path: "/api/admin/budgets",
    permission: "spend:read",
    summary: "Budgets of this month: the amount, what was spent of it, and what will be at the end of the month.",
    handle: (ctx) => listBudgets(ctx),
  }),
  defineRoute({
    method: "POST",
    path: "/api/admin/budgets",
    permission: "budgets:write",
    summary: "Sets the budget of everything, a team or a model. One that is there gets the new amount.",
    body: SetBudget,
    handle: (ctx, { body }) => setBudget(ctx, body),
  }),
];
