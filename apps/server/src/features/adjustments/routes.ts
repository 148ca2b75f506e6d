/** Discounts and margins for programs: a dry run answers what would be, the same call without it writes that. */
import { ChangeAdjustmentQuery, EndAdjustment, SetAdjustment } from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import { listAdjustments } from "./list-adjustments";
import { endAdjustment, setAdjustment, tryEnding, trySetting } from "./set-adjustment";

export const adjustmentRoutes = [
  defineRoute({
    method: "GET",
    path: "/api/adjustments",
    permission: "price-book:read",
    summary: "Every discount and margin of a provider with its window and its author: past, in force, scheduled.",
    handle: (ctx) => listAdjustments(ctx),
  }),
  defineRoute({
    method: "POST",
    path: "/api/adjustments",
    permission: "price-book:write",
    summary:
      "Give a provider a discount or margins from now or a date on; what is left out is none. dryRun=true answers the last 30 days at both costs, and the `replaces` to send where something gives way (428 without, 412 when it moved).",
    query: ChangeAdjustmentQuery,
    body: SetAdjustment,
    numbers: "text",
    handle: (ctx, { query, body }) => (query.dryRun ? trySetting : setAdjustment)(ctx, body),
  }),
  defineRoute({
    method: "POST",
    path: "/api/adjustments/end",
    permission: "price-book:write",
    summary:
      "End a provider's discount and margins now or at a date, with all that is scheduled after it; dryRun=true and `replaces` as when they are set.",
    query: ChangeAdjustmentQuery,
    body: EndAdjustment,
    handle: (ctx, { query, body }) => (query.dryRun ? tryEnding : endAdjustment)(ctx, body),
  }),
];
