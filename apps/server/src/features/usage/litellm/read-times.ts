/**
 * When a request happened and how long it took.
 * Units   epoch seconds (as floats) or ISO 8601 in, ISO 8601 and whole ms out.
 * Source  `response_time` of a stream is the time to its first piece, so the end counts.
 */
import type { LitellmPayloadField } from "@ratecard/contract";
import { type Fields, fieldsOf, numberOf } from "../read-loosely";
import { isBatchCall } from "./call-types";

type Payload = Fields<LitellmPayloadField>;

/** A batch happened when it finished, not when it was looked at. */
export function occurredAtOf({ call_type, response, startTime, endTime }: Payload): unknown {
  const finished = isBatchCall(call_type) ? numberOf(fieldsOf(response)?.completed_at) : undefined;
  return instantOf(finished) ?? instantOf(startTime) ?? instantOf(endTime);
}

/** A text is left to the check. */
function instantOf(value: unknown): unknown {
  const seconds = numberOf(value);
  if (seconds === undefined) return value ?? undefined;
  const date = new Date(Math.round(seconds * 1000));
  return Number.isNaN(date.getTime()) ? value : date.toISOString();
}

/** Of a batch nobody was waiting for. */
export function latencyOf({ call_type, response_time, startTime, endTime }: Payload): number | undefined {
  if (isBatchCall(call_type)) return undefined;
  const [start, end] = [secondsOf(startTime), secondsOf(endTime)];
  const seconds = start === undefined || end === undefined ? numberOf(response_time) : end - start;
  return seconds === undefined || seconds < 0 ? undefined : Math.round(seconds * 1000);
}

function secondsOf(value: unknown): number | undefined {
  if (typeof value !== "string") return numberOf(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : at / 1000;
}
