/**
 * Decides whether one reported item is an event the ledger can take.
 * Time    `now` is epoch ms UTC; an event may lie 24 hours ahead of it and not before 2015.
 * Errors  none thrown: a refusal names the field, the problem and the remedy.
 */
import { UsageEvent } from "@ratecard/contract";
import { COUNT_FIELDS } from "@ratecard/pricing";
import { readReportedCost } from "#server/ledger/charge-event";
import { partsProblem } from "#server/ledger/usage-of-event";
import type { ReadItem } from "#server/rest/items/read-item";
import { type QuarantineEntry, redactPayload, storableText } from "./record-leftovers";

export type CheckedItem = Readonly<{ ok: true; event: UsageEvent }> | Readonly<{ ok: false; refusal: QuarantineEntry }>;

const DAY_MS = 24 * 60 * 60 * 1000;
const EARLIEST = Date.UTC(2015, 0, 1);

/** An item as it was read from a body: one that is broken there is refused for that. */
export function checkItem({ value, problem }: ReadItem, now: number): CheckedItem {
  if (problem === undefined) return checkEvent(value, now);
  const { payload, requestId } = keptOf(value);
  const reasonCode = problem.field === "" ? "unreadable" : "invalid";
  const [field, reason] = [problem.field || WHOLE_EVENT, sentence(problem.field, problem.problem)];
  return { ok: false, refusal: { requestId, reasonCode, field, reason, payload } };
}

export function checkEvent(item: unknown, now: number): CheckedItem {
  const parsed = UsageEvent.safeParse(item);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(item, issue?.path.join(".") ?? "", issue?.message ?? "is not an event");
  }
  const event = parsed.data;
  const problem = timeProblem(event, now) ?? partsProblem(event) ?? reportedCostProblem(event);
  return problem ? refuse(item, ...problem) : { ok: true, event };
}

type Problem = readonly [field: string, sentence: string];

function timeProblem({ occurredAt }: UsageEvent, now: number): Problem | undefined {
  if (!occurredAt) return undefined;
  const at = Date.parse(occurredAt);
  if (at < EARLIEST) return ["occurredAt", `lies before 2015 (${occurredAt}). Check the clock or the unit of the time`];
  if (at > now + DAY_MS) {
    return [
      "occurredAt",
      `lies more than 24 hours in the future (${occurredAt}). Check the clock or the offset of the time`,
    ];
  }
  return undefined;
}

const reportedCostProblem = ({ reportedCostUsd }: UsageEvent): Problem | undefined =>
  reportedCostUsd && readReportedCost(reportedCostUsd) === null
    ? [
        "reportedCostUsd",
        `is no amount of USD below a trillion (${reportedCostUsd}). Leave it out when it is not known`,
      ]
    : undefined;

function refuse(item: unknown, field: string, problem: string): CheckedItem {
  const { payload, requestId } = keptOf(item);
  if (isNothingUsed(payload)) {
    return {
      ok: false,
      refusal: { requestId, reasonCode: "nothing-used", field: "model", reason: whyNothing(payload), payload },
    };
  }
  const named = field || WHOLE_EVENT;
  return {
    ok: false,
    refusal: { requestId, reasonCode: "invalid", field: named, reason: sentence(field, problem), payload },
  };
}

function keptOf(item: unknown) {
  const payload = redactPayload(item);
  const requestId = typeof payload.requestId === "string" && payload.requestId !== "" ? payload.requestId : null;
  return { payload, requestId };
}

/** What a reason names that is about no single field. */
const WHOLE_EVENT = "event";

const sentence = (field: string, problem: string): string =>
  storableText(`${field || WHOLE_EVENT}: ${problem}${problem.endsWith(".") ? "" : "."}`);

/** A gateway also reports calls that it refused itself (no key, no such route), and calls about files and batches. */
const isNothingUsed = (payload: Readonly<Record<string, unknown>>): boolean =>
  (payload.isError === true || isAboutFiles(payload.endpoint)) &&
  !payload.model &&
  COUNT_FIELDS.every((count) => !payload[count]);

const isAboutFiles = (endpoint: unknown): boolean => typeof endpoint === "string" && ABOUT_FILES.test(endpoint);

const whyNothing = ({ isError }: Readonly<Record<string, unknown>>): string =>
  isError === true
    ? "model: the call failed before a model was chosen, so there is nothing to price."
    : "model: the call was about files, batches or stored things and used no model, so there is nothing to price.";

/** As LiteLLM names its calls. */
const ABOUT_FILES =
  /^a?(file|container|vector_store_(create|file)|video)_|^a?(create|retrieve|get|list|cancel|delete|upload)_\w*(batch|file|container|sandbox|assistant|thread|messages|fine_tuning_job|responses)/;
