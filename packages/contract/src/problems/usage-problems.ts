/** Reported usage: what forbids to take one event, or to price it. */
import type { ProblemTable } from "./problem-table";

export const USAGE_PROBLEMS = {
  "not-a-count": ({ most }: { most: number }) => `must be a whole number of tokens from 0 to ${most}.`,
  "not-a-quantity": ({ most }: { most: number }) => `must be a number from 0 to ${most}, as 60 or 12.5.`,
  "not-units": ({ units }: { units: readonly string[] }) =>
    `must be quantities by unit, as {"inputSeconds": 60}. Units are ${units.join(", ")}.`,
  "not-usd": () => "must be a decimal number of USD that is not negative, as 0.0105.",
  "not-a-status": () => "must be an HTTP status from 100 to 599.",
  "not-an-event": () => "must be an object with requestId and model.",
  "event-fields-unknown": ({ fields }: { fields: readonly string[] }) =>
    `has fields that no event has (${fields.join(", ")}). Leave them out.`,
  "not-an-event-list": () => "must be a list of events.",
  "not-a-batch": () => 'must be an object of the form { "events": [...] }.',
  "not-payloads": () => "must be a JSON array, NDJSON or one JSON object of LiteLLM's standard logging payload.",
  "too-many-payloads": ({ count, most }: { count: number; most: number }) =>
    `holds ${count} payloads, more than ${most}. Lower the callback's batch size.`,

  "not-traces": () => "is no object. Send an ExportTraceServiceRequest.",
  "not-protobuf-traces": () => "is no ExportTraceServiceRequest in protobuf. Send what an OTLP exporter writes.",
  "not-json-traces": () => "is not valid JSON. Send an ExportTraceServiceRequest as OTLP's JSON has it.",
  "not-resource-spans": () => "resourceSpans must be a list. Send an ExportTraceServiceRequest.",
  "too-many-spans": ({ most }: { most: number }) => `holds more than ${most} spans. Lower the exporter's batch size.`,
  "too-much-in-traces": () => "holds far more than spans do. Lower the exporter's batch size.",

  "time-too-early": ({ at, year }: { at: string; year: number }) =>
    `lies before ${year} (${at}). Check the clock or the unit of the time.`,
  "time-in-future": ({ at, mostHours }: { at: string; mostHours: number }) =>
    `lies more than ${mostHours} hours in the future (${at}). Check the clock or the offset of the time.`,
  "time-not-kept": ({ at, from }: { at: string; from: string }) =>
    `lies before ${from} (${at}), and requests from before are no longer kept, so nobody can tell whether it was counted. Discard it, or send what is missing as a request of today.`,
  "whole-missing": ({ parts, total }: { parts: string; total: number }) =>
    `is missing, but its parts (${parts}) are ${total}. Send the whole, its parts included.`,
  "whole-too-small": ({ whole, parts, total }: { whole: number; parts: string; total: number }) =>
    `is ${whole}, less than its parts (${parts}), which are ${total}. Send the whole, its parts included.`,
  "reported-cost-too-large": ({ cost }: { cost: string }) =>
    `is no amount of USD below a trillion (${cost}). Leave it out when it is not known.`,
  "call-failed-early": () =>
    "the call failed before a model was chosen, so there is nothing to price. Nothing has to be done.",
  "no-model-used": () =>
    "the call was about files, batches or stored things and used no model, so there is nothing to price. Nothing has to be done.",
  "other-content": ({ requestId }: { requestId: string }) =>
    `"${requestId}" was reported before with other content. The first report stays booked until the later one is taken in its place.`,
  "cost-too-large": ({ costUsd }: { costUsd: string }) =>
    `${costUsd} USD is beyond what one request can cost. Check its token counts and its price.`,
  "units-of-a-sum": () =>
    "stand beside a sum of requests, which is priced by its tokens. Leave the units out, and name them in otherUsage.",
  "units-uncounted": () =>
    'the price of this model is for something that was not counted, so there is no cost. Send units, as {"outputImages": 1}.',
  "requests-uncounted": () =>
    "the price of this model is a price per request, and nobody counted how many requests this sum is of, so there is no cost. Send their number, or price the model by its tokens.",
} satisfies ProblemTable;
