/**
 * Decides whether one reported item is an event the ledger can take.
 * Time    `now` is epoch ms UTC; an event may lie 24 hours ahead of it and not before 2015.
 * Errors  none thrown: a refusal names the field, the problem and the remedy.
 */
import { UsageEvent } from "@ratecard/contract";
import { COUNT_FIELDS } from "@ratecard/pricing";
import type { QuarantineEntry } from "./record-leftovers";
import { readReportedCost } from "#server/ledger/read-reported-cost";
import { redactPayload, storableText } from "./redact-payload";
import { partsProblem } from "#server/ledger/parts-problem";

export type CheckedItem = Readonly<{ ok: true; event: UsageEvent }> | Readonly<{ ok: false; refusal: QuarantineEntry }>;

const DAY_MS = 24 * 60 * 60 * 1000;
const EARLIEST = Date.UTC(2015, 0, 1);

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
  const payload = redactPayload(item);
  const requestId = typeof payload.requestId === "string" && payload.requestId !== "" ? payload.requestId : null;
  if (isNothingUsed(payload)) {
    return {
      ok: false,
      refusal: { requestId, reasonCode: "nothing-used", field: "model", reason: NOTHING_USED, payload },
    };
  }
  const reason = storableText(`${field || WHOLE_EVENT}: ${problem}${problem.endsWith(".") ? "" : "."}`);
  return { ok: false, refusal: { requestId, reasonCode: "invalid", field: field || WHOLE_EVENT, reason, payload } };
}

/** What a reason names that is about no single field. */
const WHOLE_EVENT = "event";

const NOTHING_USED = "model: the call failed before a model was chosen, so there is nothing to price.";

/** A gateway also reports calls that it refused itself (no key, no such route). */
const isNothingUsed = (payload: Readonly<Record<string, unknown>>): boolean =>
  payload.isError === true && !payload.model && COUNT_FIELDS.every((count) => !payload[count]);
