/**
 * What an event, or the ledger row it became, consumed in the resolver's words.
 * Units   whole tokens, quantities by unit; absent is unknown, never 0.
 */
import { type FieldProblem, fieldProblem, type UsageEvent } from "@ratecard/contract";
import {
  COUNT_FIELD,
  COUNT_FIELDS,
  type CountField,
  INPUT_PARTS,
  OUTPUT_PARTS,
  type Units,
  type Usage,
} from "@ratecard/pricing";

type Conditions = "serviceTier" | "isBatch" | "speed" | "inferenceGeo" | "region" | "maxResults";
type Sum = Pick<UsageEvent, "sumOfRequests">;

export type Consumption = Readonly<{ [Field in CountField]?: number | null | undefined }> &
  Pick<UsageEvent, Conditions | "units" | "isError" | "isCacheHit" | "statusCode"> &
  Sum;

export function usageOf(event: Pick<Consumption, CountField | Conditions | "units"> & Sum): Usage {
  const usage: { -readonly [Field in keyof Usage]: Usage[Field] } = {};
  for (const field of COUNT_FIELDS) usage[field] = event[field] ?? undefined;
  usage.serviceTier = event.serviceTier ?? undefined;
  usage.isBatch = event.isBatch ?? usage.serviceTier?.toLowerCase() === "batch";
  usage.speed = event.speed ?? undefined;
  usage.inferenceGeo = event.inferenceGeo ?? undefined;
  usage.region = event.region ?? undefined;
  usage.maxResults = event.maxResults ?? undefined;
  usage.sumOfRequests = event.sumOfRequests ?? undefined;
  usage.units = event.units ? countedUnits(event.units) : undefined;
  return usage;
}

/** undefined where none is counted, so that a request of tokens stays a plain one. */
function countedUnits(units: NonNullable<UsageEvent["units"]>): Units | undefined {
  const counted = Object.entries(units).filter(([, quantity]) => (quantity ?? 0) > 0);
  return counted.length === 0 ? undefined : (Object.fromEntries(counted) as Units);
}

/**
 * Nothing was bought: the gateway answered from its own response cache, or the call failed before a token flowed.
 * A failed call that did consume something costs what that costs.
 */
export const isFreeOfCharge = (event: Consumption): boolean =>
  event.isCacheHit === true || (isFailure(event) && !isAnythingConsumed(event));

const isAnythingConsumed = (event: Consumption): boolean =>
  COUNT_FIELDS.some((field) => (event[field] ?? 0) > 0) ||
  Object.values(event.units ?? {}).some((quantity) => (quantity ?? 0) > 0);

/** As the sender reports it, else read from the status. */
export const isFailure = (event: Pick<Consumption, "isError" | "statusCode">): boolean =>
  event.isError ?? (event.statusCode ?? 200) >= 400;

type Counts = Readonly<{ [Field in CountField]?: number | null | undefined }>;

const SIDES = [
  ["promptTokens", INPUT_PARTS.map((kind) => COUNT_FIELD[kind])],
  ["completionTokens", OUTPUT_PARTS.map((kind) => COUNT_FIELD[kind])],
] as const;

/**
 * Parts that do not fit into their whole: cache and audio tokens are part of the prompt, reasoning of the completion.
 * Units   whole tokens; a missing part counts nothing, a missing whole with parts is a mistake.
 */
export function partsProblem(counts: Counts): FieldProblem | undefined {
  for (const [whole, parts] of SIDES) {
    const total = parts.reduce((sum, part) => sum + (counts[part] ?? 0), 0);
    const known = counts[whole];
    if (total <= (known ?? 0)) continue;
    const names = parts.filter((part) => (counts[part] ?? 0) > 0).join(" + ");
    return known === null || known === undefined
      ? fieldProblem(whole, "whole-missing", { parts: names, total })
      : fieldProblem(whole, "whole-too-small", { whole: known, parts: names, total });
  }
  return undefined;
}
