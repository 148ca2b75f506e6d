/** What-ifs for programs. */
import { FindJob, WhatIfQuestion } from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import { askWhatIf, findWhatIfResult } from "./ask-what-if";

export const whatIfRoutes = [
  defineRoute({
    method: "POST",
    path: "/api/what-if",
    permission: "what-if:write",
    summary:
      "What some days would have cost at other prices, at another model's price, with another discount, or by another catalogue. Answers the result, or a jobId where requests have to be read one by one.",
    body: WhatIfQuestion,
    numbers: "text",
    handle: (ctx, { body }) => askWhatIf(ctx, body),
  }),
  defineRoute({
    method: "GET",
    path: "/api/what-if/:id",
    permission: "spend:read",
    summary: "The result of a what-if that was a job; 404 while it runs.",
    params: FindJob,
    handle: (ctx, { params }) => findWhatIfResult(ctx, params.id),
  }),
];
