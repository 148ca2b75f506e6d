/**
 * An event with what booking it adds: its time, its price, its server, its fingerprint.
 * Units   USD as decimal text; null: not priced, which is not 0.
 * Time    ISO 8601, UTC.
 */
import type { TokenSource, UsageEvent } from "@ratecard/contract";
import { formatUsd } from "@ratecard/money";
import { COUNT_FIELDS, type Usage } from "@ratecard/pricing";
import type { PricesNow } from "#server/pricing/live-prices";
import { type Charge, chargeEvent } from "#server/ledger/charge-event";
import { contentHash } from "./content-hash";
import { type KnownServer, providerAt } from "./load-servers";
import { readReportedCost } from "#server/ledger/read-reported-cost";
import { usageOf } from "#server/ledger/usage-of-event";

export type LedgerRow = Readonly<{
  event: UsageEvent;
  usage: Usage;
  contentHash: string;
  occurredAt: string;
  charge: Charge;
  costUsd: string | null;
  reportedCostUsd: string | null;
  serverId: string | null;
  tokenSource: TokenSource;
}>;

/** What every event of a call shares. `now`: the time of those that came without one. */
export type Arrival = Readonly<{ now: number; prices: PricesNow; servers: ReadonlyMap<string, KnownServer> }>;

export function ledgerRow(event: UsageEvent, { now, prices, servers }: Arrival): LedgerRow {
  const server = event.server ? servers.get(event.server) : undefined;
  const at = event.occurredAt ? Date.parse(event.occurredAt) : now;
  const usage = usageOf(event);
  const provider = event.provider ?? undefined;
  const charge = chargeEvent({ event, usage, at, provider, serverProvider: providerAt(server, event.model) }, prices);
  return {
    event,
    usage,
    contentHash: contentHash(event),
    occurredAt: new Date(at).toISOString(),
    charge,
    costUsd: charge.costUsd === null ? null : formatUsd(charge.costUsd),
    reportedCostUsd: event.reportedCostUsd ? readReportedCost(event.reportedCostUsd) : null,
    serverId: server?.id ?? null,
    tokenSource: event.tokenSource ?? (isAnyCounted(event) ? "actual" : "unknown"),
  };
}

const isAnyCounted = (event: UsageEvent): boolean =>
  [...COUNT_FIELDS, "units" as const].some((field) => event[field] !== null && event[field] !== undefined);
