/** Explain and cost for programs. */
import { ComputeCost, ExplainQuery } from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import { computeCost, explainPrice } from "./explain-price";

export const explainRoutes = [
  defineRoute({
    method: "GET",
    path: "/api/explain",
    permission: "explain:read",
    summary: "Which price applies to a name, every rung of the chain, and the cost line by line.",
    query: ExplainQuery,
    handle: (ctx, { query }) => explainPrice(ctx, query),
  }),
  defineRoute({
    method: "POST",
    path: "/api/cost",
    permission: "explain:read",
    summary: "The cost of a usage, by model or by rates given with it. Nothing is written.",
    body: ComputeCost,
    numbers: "text",
    handle: async (ctx, { body }) => computeCost(ctx, body),
  }),
];
