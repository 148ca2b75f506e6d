/** Usage intake: plain HTTP, because gateways call it and because it is the hot path. */
import { LitellmBody, UsageBatch, UsageQuery } from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import { createGate } from "#server/write/create-gate";
import { readLitellmBody } from "./read-litellm-body";
import { readLitellmPayload } from "./litellm/read-payload";
import { takeUsage } from "./take-usage";
import { tryUsage } from "./try-usage";

/** Half of the pool's twelve connections, so that edits, pages and health checks find one under load. */
const gate = createGate({ running: 6, waiting: 200 });

/** LiteLLM's payloads carry whole conversations, which are dropped on arrival. */
const LITELLM_BODY_LIMIT_BYTES = 64 * 1024 * 1024;

export const usageRoutes = [
  defineRoute({
    method: "POST",
    path: "/api/usage",
    permission: "usage:ingest",
    summary:
      "Report usage, 1 to 1,000 events a call. Request ids are unique within an API key's name; a replay is a duplicate.",
    query: UsageQuery,
    body: UsageBatch,
    handle: (ctx, { query, body }) =>
      gate.pass(() => (query.dryRun ? tryUsage : takeUsage)(ctx, ctx.actor.name, body.events)),
  }),
  defineRoute({
    method: "POST",
    path: "/api/usage/litellm",
    permission: "usage:ingest",
    summary: "LiteLLM's generic_api callback as it is: a JSON array, NDJSON or one standard logging payload.",
    rawBody: LitellmBody,
    bodyLimitBytes: LITELLM_BODY_LIMIT_BYTES,
    // LiteLLM drops a batch that is answered with 4xx, a 429 included, and repeats it after a 5xx.
    handle: (ctx, _input, { request }) =>
      gate.pass(
        () => takeUsage(ctx, ctx.actor.name, readLitellmBody(request.body).map(readLitellmPayload)),
        "UNAVAILABLE",
      ),
  }),
];
