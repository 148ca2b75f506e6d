/**
 * Decides whether one reported item is an event the ledger can take.
 * Time    `now` is epoch ms UTC; an event may lie 24 hours ahead of it and not before 2015.
 * Errors  none thrown: a refusal names the field, the problem and the remedy.
 */
import {
  type FieldProblem,
  fieldProblem,
  FIRST_USAGE_YEAR,
  MOST_HOURS_AHEAD,
  problemOfIssue,
  UsageEvent,
} from "@ratecard/contract";
import { COUNT_FIELDS } from "@ratecard/pricing";
import { readReportedCost } from "#server/ledger/charge-event";
import { isBeforeKept, type Kept } from "#server/ledger/kept-days";
import { partsProblem } from "#server/ledger/usage-of-event";
import type { ReadItem } from "#server/rest/items/read-item";
import { isPlainEvent } from "./plain-event";
import { redactPayload, type RefusedItem, refusedItem } from "./record-leftovers";

export type CheckedItem = Readonly<{ ok: true; event: UsageEvent }> | Readonly<{ ok: false; refusal: RefusedItem }>;

const HOUR_MS = 60 * 60 * 1000;
const EARLIEST = Date.UTC(FIRST_USAGE_YEAR, 0, 1);

/** An item as it was read from a body: one that is broken there is refused for that. */
export function checkItem({ value, problem }: ReadItem, now: number): CheckedItem {
  if (problem === undefined) return checkEvent(value, now);
  const { payload, requestId } = keptOf(value);
  const reasonCode = problem.field === "" ? "unreadable" : "invalid";
  return { ok: false, refusal: refusedItem({ requestId, reasonCode, problem: placed(problem), payload }) };
}

/** `kept`: where an event of before is to be refused here already. */
export function checkEvent(item: unknown, now: number, kept: Kept | null = null): CheckedItem {
  const parsed = isPlainEvent(item) ? { success: true as const, data: item } : UsageEvent.safeParse(item);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(item, issue ? problemOfIssue(issue) : fieldProblem("", "not-an-event"));
  }
  const event = parsed.data;
  const problem =
    timeProblem(event, now, kept) ?? partsProblem(event) ?? sumProblem(event) ?? reportedCostProblem(event);
  return problem ? refuse(item, problem) : { ok: true, event };
}

function timeProblem({ occurredAt }: UsageEvent, now: number, kept: Kept | null): FieldProblem | undefined {
  if (!occurredAt) return undefined;
  const at = Date.parse(occurredAt);
  if (at < EARLIEST) return fieldProblem("occurredAt", "time-too-early", { at: occurredAt, year: FIRST_USAGE_YEAR });
  if (isBeforeKept(occurredAt, kept))
    return fieldProblem("occurredAt", "time-not-kept", { at: occurredAt, from: kept.from });
  if (at > now + MOST_HOURS_AHEAD * HOUR_MS)
    return fieldProblem("occurredAt", "time-in-future", { at: occurredAt, mostHours: MOST_HOURS_AHEAD });
  return undefined;
}

const sumProblem = ({ sumOfRequests, units }: UsageEvent): FieldProblem | undefined =>
  typeof sumOfRequests === "number" && Object.keys(units ?? {}).length > 0
    ? fieldProblem("units", "units-of-a-sum")
    : undefined;

const reportedCostProblem = ({ reportedCostUsd }: UsageEvent): FieldProblem | undefined =>
  reportedCostUsd && readReportedCost(reportedCostUsd) === null
    ? fieldProblem("reportedCostUsd", "reported-cost-too-large", { cost: reportedCostUsd })
    : undefined;

function refuse(item: unknown, problem: FieldProblem): CheckedItem {
  const { payload, requestId } = keptOf(item);
  const refusal = isNothingUsed(payload)
    ? refusedItem({ requestId, reasonCode: "nothing-used", problem: whyNothing(payload), payload })
    : refusedItem({ requestId, reasonCode: "invalid", problem: placed(problem), payload });
  return { ok: false, refusal };
}

function keptOf(item: unknown) {
  const payload = redactPayload(item);
  const requestId = typeof payload.requestId === "string" && payload.requestId !== "" ? payload.requestId : null;
  return { payload, requestId };
}

/** What a reason names that is about no single field. */
const WHOLE_EVENT = "event";

const placed = (problem: FieldProblem): FieldProblem => ({ ...problem, field: problem.field || WHOLE_EVENT });

/** A gateway also reports calls that it refused itself (no key, no such route), and calls about files and batches. */
const isNothingUsed = (payload: Readonly<Record<string, unknown>>): boolean =>
  (payload.isError === true || isAboutFiles(payload.endpoint)) &&
  !payload.model &&
  COUNT_FIELDS.every((count) => !payload[count]);

const isAboutFiles = (endpoint: unknown): boolean => typeof endpoint === "string" && ABOUT_FILES.test(endpoint);

const whyNothing = ({ isError }: Readonly<Record<string, unknown>>): FieldProblem =>
  fieldProblem("model", isError === true ? "call-failed-early" : "no-model-used");

/** As LiteLLM names its calls. */
const ABOUT_FILES =
  /^a?(file|container|vector_store_(create|file)|video)_|^a?(create|retrieve|get|list|cancel|delete|upload)_\w*(batch|file|container|sandbox|assistant|thread|messages|fine_tuning_job|responses)/;
