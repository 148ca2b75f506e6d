/**
 * Corrections of what was booked: which requests, why, and what takes a correction back.
 * Units   USD as decimal text. Time: ISO 8601 UTC; a day as a bound is a whole day, included.
 */
import { z } from "zod";
import { zodMessage } from "./problems/zod-problems";
import { Reason } from "./reason";
import { RequestScope } from "./requests";

const RunId = z.uuid(zodMessage("not-an-id", { of: "a run" }));

/** `scope`: the filters of the request list; without any, all requests. `reverses`: what that run changed is taken back instead. */
export const PreviewRecost = z.strictObject({ scope: RequestScope.default({}), reverses: RunId.optional() });
export type PreviewRecost = z.output<typeof PreviewRecost>;

export const RecostRunId = z.strictObject({ id: RunId });
export type RecostRunId = z.output<typeof RecostRunId>;

/** What was looked at is done. The reason stands beside every changed request. */
export const ConfirmRecost = z.strictObject({
  id: RunId,
  reason: Reason.unwrap().refine((text) => text.length > 0, zodMessage("no-reason")),
});
export type ConfirmRecost = z.output<typeof ConfirmRecost>;

/** The kinds of its jobs. */
export const RECOST_PREVIEW_JOB = "recost.preview";
export const RECOST_RUN_JOB = "recost.run";

export const RECOST_STATES = ["previewing", "previewed", "running", "done", "stopped"] as const;
export type RecostState = (typeof RECOST_STATES)[number];
