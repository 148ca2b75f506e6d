/** Usage intake: plain HTTP, because gateways call it and because it is the hot path. */
import { Readable } from "node:stream";
import { LitellmBody, LookForOverlap, OneUsageImport, TracesBody, UsageBatch, UsageQuery } from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import type { HttpCall } from "#server/rest/read-body-chunks";
import type { ActingContext } from "#server/services/context";
import { type CheckedItem, checkItem } from "./check-event";
import { findOverlap } from "./import/overlap";
import { refusalsCsv } from "./import/refusals-csv";
import type { WhenFull } from "./intake-gate";
import { answerExport, answerRefusal } from "./otlp/answer-export";
import { receiveTraces } from "./otlp/receive-traces";
import { takeCalls } from "./otlp/take-calls";
import { type CheckEach, readEventBody, readLitellmBody } from "./read-bodies";
import { takeUsage, tryUsage } from "./take-usage";
import { loadOf, usageGate } from "./usage-gate";

/** LiteLLM's payloads carry whole conversations, which go by unread. */
const LITELLM_BODY_LIMIT_BYTES = 64 * 1024 * 1024;

/** Spans carry conversations too, and are read as a whole. */
const TRACES_BODY_LIMIT_BYTES = 32 * 1024 * 1024;

type ReadBody = (call: HttpCall, check: CheckEach) => Promise<readonly CheckedItem[]>;
type Call = Readonly<{ isDryRun: boolean; http: HttpCall; whenFull: WhenFull }>;

function report(ctx: ActingContext, readBody: ReadBody, { isDryRun, http, whenFull }: Call) {
  const now = ctx.clock().getTime();
  return usageGate.pass(
    (hold) =>
      readBody(http, (item) => {
        hold();
        return checkItem(item, now);
      }),
    (checked) => (isDryRun ? tryUsage : takeUsage)(ctx, ctx.actor.name, checked),
    loadOf(ctx, whenFull),
  );
}

export const usageRoutes = [
  defineRoute({
    method: "POST",
    path: "/api/usage",
    permission: "usage:ingest",
    summary:
      "Report usage, 1 to 1,000 events a call. Request ids are unique within an API key's name; a replay is a duplicate.",
    query: UsageQuery,
    rawBody: { "application/json": UsageBatch },
    isStreamed: true,
    handle: (ctx, { query }, http) =>
      report(ctx, readEventBody, { isDryRun: query.dryRun, http, whenFull: "TOO_BUSY" }),
  }),
  defineRoute({
    method: "POST",
    path: "/api/usage/litellm",
    permission: "usage:ingest",
    summary:
      "LiteLLM's generic_api callback as it is: a JSON array, NDJSON or one standard logging payload; up to 5,000 of them.",
    query: UsageQuery,
    rawBody: LitellmBody,
    isStreamed: true,
    bodyLimitBytes: LITELLM_BODY_LIMIT_BYTES,
    // LiteLLM drops a batch that is answered with 4xx, a 429 included, and repeats it after a 5xx.
    handle: (ctx, { query }, http) =>
      report(ctx, readLitellmBody, { isDryRun: query.dryRun, http, whenFull: "UNAVAILABLE" }),
  }),
  defineRoute({
    method: "POST",
    path: "/v1/traces",
    permission: "usage:ingest",
    summary:
      "OpenTelemetry's OTLP/HTTP, JSON or protobuf: spans that are calls of a model are booked, each call once; others are ignored.",
    rawBody: TracesBody,
    isStreamed: true,
    bodyLimitBytes: TRACES_BODY_LIMIT_BYTES,
    mediaTypes: Object.keys(TracesBody),
    answerRefusal,
    handle: async (ctx, _input, http) => {
      const now = ctx.clock().getTime();
      const rejected = await usageGate.pass(
        (hold) => receiveTraces(http, hold, now),
        (calls) => takeCalls(ctx, calls),
        loadOf(ctx, "TOO_BUSY"),
      );
      const { type, body } = answerExport(http.request, rejected);
      return http.reply.type(type).send(body);
    },
  }),
  defineRoute({
    method: "POST",
    path: "/api/usage/overlap",
    permission: "usage:ingest",
    summary:
      "What is booked on the days of some instants already, so that a file of history counts nothing twice. Writes nothing; figures need the scope read as well.",
    body: LookForOverlap,
    handle: (ctx, { body }) => findOverlap(ctx, body),
  }),
  defineRoute({
    method: "GET",
    path: "/api/usage/imports/:id/refused.csv",
    permission: "requests:read",
    summary: "The rows of an imported file that were not taken, each with its place, its field and the reason.",
    params: OneUsageImport,
    produces: "text/csv",
    handle: async (ctx, { params }, { reply }) => {
      const rows = await refusalsCsv(ctx, params.id);
      void reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="refused-rows.csv"');
      return Readable.from(rows);
    },
  }),
];
