/** Corrections of what was booked, for programs. */
import { ConfirmRecost, PreviewRecost, RecostRunId } from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import { confirmRecost, stopRecost } from "./confirm-recost";
import { previewRecost, requireRun } from "./preview-recost";
import { findRuns } from "./rows";

export const recostRoutes = [
  defineRoute({
    method: "GET",
    path: "/api/recost-runs",
    permission: "requests:read",
    summary: "Corrections of booked costs, newest first.",
    handle: async ({ db }) => ({ runs: await findRuns(db.pool) }),
  }),
  defineRoute({
    method: "GET",
    path: "/api/recost-runs/:id",
    permission: "requests:read",
    summary: "One run: its dry run, how far it is, what it changed.",
    params: RecostRunId,
    handle: (ctx, { params }) => requireRun(ctx, params.id),
  }),
  defineRoute({
    method: "POST",
    path: "/api/recost-runs",
    permission: "requests:read",
    summary:
      "Starts a dry run over the requests of a scope, or one that takes a run back. Nothing of the ledger is written.",
    body: PreviewRecost,
    handle: (ctx, { body }) => previewRecost(ctx, body),
  }),
  defineRoute({
    method: "POST",
    path: "/api/recost-runs/:id/confirm",
    permission: "recost:run",
    summary: "Does what a dry run said, in the background. Needs a reason.",
    params: RecostRunId,
    body: ConfirmRecost.omit({ id: true }),
    handle: (ctx, { params, body }) => confirmRecost(ctx, { ...params, ...body }),
  }),
  defineRoute({
    method: "DELETE",
    path: "/api/recost-runs/:id",
    permission: "recost:run",
    summary: "Stops a run. What it did by then stays, and can be taken back.",
    params: RecostRunId,
    handle: (ctx, { params }) => stopRecost(ctx, params),
  }),
];
