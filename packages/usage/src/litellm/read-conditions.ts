/**
 * The conditions a request was served under, from where LiteLLM's payload tells them.
 * Errors  none: what is no text is absent.
 * Source  litellm/cost_calculator.py: the tier that was served wins over the one asked for; "auto" is none. Vertex tells its
 *         traffic type only to LiteLLM itself, whose breakdown then names the tier it billed.
 */
import type { LitellmPayloadField, UsageEvent } from "@ratecard/contract";
import { type Fields, fieldsOf, numberOf, textOf } from "../read-loosely";
import { isBatchCall } from "./kind-of-call";

type Conditions = Pick<UsageEvent, "serviceTier" | "isBatch" | "speed" | "inferenceGeo" | "region" | "maxResults">;

export function readConditions(payload: Fields<LitellmPayloadField>, usage: Fields): Conditions {
  const parameters = fieldsOf(payload.model_parameters) ?? {};
  const breakdown = fieldsOf(payload.cost_breakdown) ?? {};
  const maxResults = numberOf(parameters.max_results);
  return {
    serviceTier: servedTier(payload, usage) ?? billedTier(breakdown, tierOf(parameters.service_tier)),
    ...(isBatchCall(payload.call_type) && { isBatch: true }),
    speed: textOf(usage.speed) ?? textOf(parameters.speed),
    inferenceGeo: textOf(usage.inference_geo) ?? textOf(parameters.inference_geo),
    // A location of AWS or Azure is no condition of a price: it is part of the name.
    region: textOf(breakdown.vertex_location) ?? textOf(breakdown.data_residency) ?? textOf(parameters.vertex_location),
    ...(maxResults !== undefined && Number.isInteger(maxResults) && maxResults >= 0 && { maxResults }),
  };
}

const servedTier = ({ response }: Fields<LitellmPayloadField>, usage: Fields): string | undefined =>
  tierOf(fieldsOf(response)?.service_tier) ??
  tierOf(usage.service_tier) ??
  tierOfTraffic(usage.traffic_type ?? usage.trafficType);

/** A breakdown of a cost that names no tier was made at the base rates, whatever was asked for. */
function billedTier(breakdown: Fields, requested: string | undefined): string | undefined {
  const isBilled = Object.hasOwn(breakdown, "service_tier") && (numberOf(breakdown.total_cost) ?? 0) > 0;
  return tierOf(breakdown.service_tier) ?? (isBilled && requested !== undefined ? BASE : requested);
}

const BASE = "default";

function tierOf(value: unknown): string | undefined {
  const tier = textOf(value);
  return tier?.toLowerCase() === "auto" ? undefined : tier;
}

const TIER_OF_TRAFFIC: ReadonlyMap<string, string> = new Map([
  ["ON_DEMAND", BASE],
  ["ON_DEMAND_PRIORITY", "priority"],
  ["ON_DEMAND_FLEX", "flex"],
  ["FLEX", "flex"],
  ["BATCH", "flex"],
]);

/** Provisioned throughput is paid by the month; its tokens are shown at the base rates. */
const tierOfTraffic = (traffic: unknown): string | undefined =>
  typeof traffic === "string" ? (TIER_OF_TRAFFIC.get(traffic.toUpperCase()) ?? BASE) : undefined;
