/** Golden cases for programs. */
import { ACCEPT_FAILING_CASES, CheckPriceCases, ImportPriceCases } from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import { checkPriceCases, savePriceCases } from "./price-cases";

export const priceCasesRoutes = [
  defineRoute({
    method: "GET",
    path: "/api/price-cases",
    permission: "price-book:read",
    summary: `Golden cases, each with what it costs at the prices in force. A change of prices that would fail some is refused with 409, unless it is sent with the header \`${ACCEPT_FAILING_CASES}: true\`.`,
    query: CheckPriceCases,
    handle: (ctx, { query }) => checkPriceCases(ctx, query),
  }),
  defineRoute({
    method: "POST",
    path: "/api/price-cases",
    permission: "price-cases:write",
    summary: "Keep golden cases, all of them or none. One of the same label in the same set is replaced.",
    body: ImportPriceCases,
    handle: (ctx, { body }) => savePriceCases(ctx, body.cases),
  }),
];
