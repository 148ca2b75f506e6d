/**
 * What an event, or the ledger row it became, consumed in the resolver's words.
 * Units   whole tokens; absent is unknown, never 0.
 */
import type { UsageEvent } from "@ratecard/contract";
import { COLUMN_KINDS, COUNT_FIELD, type Usage } from "@ratecard/pricing";

/** The counts the ledger keeps. */
export const LEDGER_COUNTS = COLUMN_KINDS.map((kind) => COUNT_FIELD[kind]);
export type LedgerCount = (typeof LEDGER_COUNTS)[number];

export type Consumption = Readonly<{ [Field in LedgerCount]?: number | null | undefined }> &
  Pick<UsageEvent, "serviceTier" | "isError" | "isCacheHit" | "statusCode">;

export function usageOf(event: Consumption): Usage {
  const usage: { -readonly [Field in keyof Usage]: Usage[Field] } = {};
  for (const field of LEDGER_COUNTS) usage[field] = event[field] ?? undefined;
  usage.serviceTier = event.serviceTier ?? undefined;
  usage.isBatch = usage.serviceTier?.toLowerCase() === "batch";
  return usage;
}

/**
 * Nothing was bought: the gateway answered from its own response cache, or the call failed before a token flowed.
 * A failed call that did consume tokens costs what they cost.
 */
export const isFreeOfCharge = (event: Consumption): boolean =>
  event.isCacheHit === true || (isFailure(event) && !LEDGER_COUNTS.some((field) => (event[field] ?? 0) > 0));

/** Said by the sender, else read from the status. */
export const isFailure = (event: Pick<Consumption, "isError" | "statusCode">): boolean =>
  event.isError ?? (event.statusCode ?? 200) >= 400;
