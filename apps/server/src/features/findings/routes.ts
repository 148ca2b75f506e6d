/** Findings for programs. */
import { ListFindings } from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import { listFindings } from "./list-findings";

export const findingsRoutes = [
  defineRoute({
    method: "GET",
    path: "/api/price-findings",
    permission: "price-book:read",
    summary:
      "What looks wrong in the price book, gravest first, each with its remedy; POST /api/price-changes applies them.",
    query: ListFindings,
    handle: (ctx, { query }) => listFindings(ctx, query),
  }),
];
