/**
 * What a booked request would cost today, as of its own time.
 * Units   USD as decimal text; whole tokens; absent is null. Time: ISO 8601 UTC with microseconds.
 * Source  the ledger's row holds all that priced it. A provider that was guessed is guessed again, or the guess would read as known.
 */
import {
  byCount,
  type CostFlag,
  COUNT_COLUMN,
  type CountField,
  type PricingSource,
  type Units,
} from "@ratecard/pricing";
import { isoInstant } from "@ratecard/prisma";
import type { PricesNow } from "#server/pricing/live-prices";
import { type Charge, chargeEvent } from "./charge-event";
import { usageOf } from "./usage-of-event";

const usd = (column: string) => `trim_scale(logged.${column})::text`;

/** What is read of rows named `logged`. Counts are safe integers, which a double holds. */
const CHARGED: Readonly<Record<keyof BookedRequest, string>> = {
  requestId: "logged.request_id",
  gateway: "logged.gateway",
  occurredAt: isoInstant("logged.occurred_at"),
  model: "logged.model",
  provider: "logged.provider",
  source: "logged.pricing_source",
  costUsd: usd("cost_usd"),
  reportedCostUsd: usd("reported_cost_usd"),
  priceVersionId: "logged.price_version_id::text",
  catalogSnapshotId: "logged.catalog_snapshot_id::text",
  catalogKey: "logged.catalog_key",
  flags: "logged.flags",
  notPriced: "logged.not_priced",
  ...byCount(({ kind }) => `logged.${COUNT_COLUMN[kind]}::float8`),
  units: "logged.units",
  assumedCounts: "logged.assumed_counts",
  otherUsage: "logged.other_usage",
  isBatch: "logged.is_batch",
  speed: "logged.speed",
  inferenceGeo: "logged.inference_geo",
  region: "logged.region",
  maxResults: "logged.max_results::float8",
  sumOfRequests: "logged.sum_of_requests",
  serviceTier: "logged.service_tier",
  isError: "logged.is_error",
  isCacheHit: "logged.is_cache_hit",
};

export const CHARGED_COLUMNS = Object.entries(CHARGED)
  .map(([name, sql]) => `${sql} AS "${name}"`)
  .join(", ");

/** How a request is priced, as its row says. */
export type Priced = Readonly<{
  source: PricingSource;
  flags: readonly CostFlag[];
  notPriced: readonly string[];
}> &
  Readonly<Record<"provider" | "costUsd" | "priceVersionId" | "catalogSnapshotId" | "catalogKey", string | null>>;

type Consumed = Readonly<{
  model: string;
  /** Quantities by unit kind; null: none was reported. */
  units: Units | null;
  assumedCounts: string[];
  otherUsage: string[];
  isBatch: boolean;
  isError: boolean;
  isCacheHit: boolean;
}> &
  Readonly<Record<"reportedCostUsd" | "speed" | "inferenceGeo" | "region" | "serviceTier", string | null>> &
  Readonly<Record<CountField | "maxResults" | "sumOfRequests", number | null>>;

export type BookedRequest = Priced & Consumed & Readonly<{ requestId: string; gateway: string; occurredAt: string }>;

export type ToChargeAgain = Consumed & Pick<BookedRequest, "occurredAt" | "provider" | "flags">;

export const chargeAgain = (request: ToChargeAgain, prices: PricesNow): Charge =>
  chargeEvent(
    {
      event: request,
      usage: usageOf(request),
      at: Date.parse(request.occurredAt),
      provider: request.flags.includes("provider-guessed") ? undefined : (request.provider ?? undefined),
    },
    prices,
  );
