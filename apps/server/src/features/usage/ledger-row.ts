/**
 * The ledger row of one event.
 * Units   USD as decimal text; null: not priced. Counts are whole tokens; null: not known.
 * Time    ISO 8601, UTC.
 */
import type { TokenSource, UsageEvent } from "@ratecard/contract";
import { formatUsd } from "@ratecard/money";
import type { PricingSource } from "@ratecard/pricing";
import type { PricesNow } from "#server/pricing/live-prices";
import { type Charge, chargeEvent } from "./charge-event";
import { contentHash } from "./content-hash";
import type { KnownServer } from "./load-servers";
import { readReportedCost } from "./read-reported-cost";
import { isFailure, LEDGER_COUNTS, type LedgerCount } from "./usage-of-event";

export type LedgerRow = Readonly<Record<LedgerCount, number | null>> &
  Readonly<{
    requestId: string;
    contentHash: string;
    occurredAt: string;
    model: string;
    servedModel: string | null;
    provider: string | null;
    serverId: string | null;
    serverName: string | null;
    tokenSource: TokenSource;
    costUsd: string | null;
    reportedCostUsd: string | null;
    pricingSource: PricingSource;
    priceVersionId: string | null;
    catalogSnapshotId: string | null;
    catalogKey: string | null;
    flags: readonly string[];
    serviceTier: string | null;
    endpoint: string | null;
    user: string | null;
    team: string | null;
    apiKeyAlias: string | null;
    tags: readonly string[];
    latencyMs: number | null;
    statusCode: number | null;
    isError: boolean;
    isCacheHit: boolean;
  }>;

/** What every event of a call shares. `now`: the time of those that came without one. */
export type Arrival = Readonly<{ now: number; prices: PricesNow; servers: ReadonlyMap<string, KnownServer> }>;

export function ledgerRow(event: UsageEvent, { now, prices, servers }: Arrival): LedgerRow {
  const server = event.server ? servers.get(event.server) : undefined;
  const at = event.occurredAt ? Date.parse(event.occurredAt) : now;
  const provider = event.provider ?? server?.providerOf.get(event.model);
  const charge = chargeEvent(event, at, provider, prices);
  return {
    ...countsOf(event),
    requestId: event.requestId,
    contentHash: contentHash(event),
    occurredAt: new Date(at).toISOString(),
    model: event.model,
    servedModel: event.servedModel ?? null,
    provider: charge.provider ?? null,
    serverId: server?.id ?? null,
    serverName: event.server ?? null,
    tokenSource: event.tokenSource ?? (isAnyCounted(event) ? "actual" : "unknown"),
    reportedCostUsd: event.reportedCostUsd ? readReportedCost(event.reportedCostUsd) : null,
    ...priceOf(charge),
    ...attributesOf(event),
  };
}

const priceOf = (charge: Charge) => ({
  costUsd: charge.costUsd === null ? null : formatUsd(charge.costUsd),
  pricingSource: charge.source,
  priceVersionId: charge.versionId ?? null,
  catalogSnapshotId: charge.snapshotId ?? null,
  catalogKey: charge.catalogKey ?? null,
  flags: charge.flags,
});

const attributesOf = (event: UsageEvent) => ({
  serviceTier: event.serviceTier ?? null,
  endpoint: event.endpoint ?? null,
  user: event.user ?? null,
  team: event.team ?? null,
  apiKeyAlias: event.apiKeyAlias ?? null,
  tags: event.tags ?? [],
  latencyMs: event.latencyMs ?? null,
  statusCode: event.statusCode ?? null,
  isError: isFailure(event),
  isCacheHit: event.isCacheHit ?? false,
});

const countsOf = (event: UsageEvent): Record<LedgerCount, number | null> => ({
  promptTokens: event.promptTokens ?? null,
  completionTokens: event.completionTokens ?? null,
  cacheReadTokens: event.cacheReadTokens ?? null,
  cacheWriteTokens: event.cacheWriteTokens ?? null,
  cacheWrite1hTokens: event.cacheWrite1hTokens ?? null,
  reasoningTokens: event.reasoningTokens ?? null,
  audioInputTokens: event.audioInputTokens ?? null,
  audioOutputTokens: event.audioOutputTokens ?? null,
  imageInputTokens: event.imageInputTokens ?? null,
  imageOutputTokens: event.imageOutputTokens ?? null,
});

const isAnyCounted = (event: UsageEvent): boolean =>
  LEDGER_COUNTS.some((field) => event[field] !== null && event[field] !== undefined);
