/**
 * An event with what booking it adds: its time, its price, its server, its fingerprint.
 * Units   USD as decimal text; null: not priced, which is not 0.
 * Time    ISO 8601, UTC.
 */
import { createHash } from "node:crypto";
import { type TokenSource, UsageEvent } from "@ratecard/contract";
import { formatUsd } from "@ratecard/money";
import { COUNT_FIELDS, type Usage } from "@ratecard/pricing";
import { type Charge, chargeEvent, readReportedCost } from "#server/ledger/charge-event";
import { usageOf } from "#server/ledger/usage-of-event";
import type { PricesNow } from "#server/pricing/live-prices";
import { BATCH_KEY } from "./litellm/read-ids";
import { type KnownServer, providerAt } from "./load-servers";

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

const FIELDS = UsageEvent.keyof().options.toSorted();
/** Each look at a finished batch reports it again; who looked and when is of the look. */
const OF_A_LOOK = new Set<string>(["occurredAt", "user", "team", "apiKeyAlias", "tags", "endpoint"]);
const FIELDS_OF_A_BATCH = FIELDS.filter((field) => !OF_A_LOOK.has(field));

/**
 * Tells a replay (same content) from a conflict (same id, other content).
 * Time    an instant counts, not how its offset was written; an event sent without a time stays without one.
 * Source  absent and null are one; the order of keys does not matter.
 */
export function contentHash(event: UsageEvent): string {
  const content = (isBatch(event) ? FIELDS_OF_A_BATCH : FIELDS).map((field) =>
    field === "occurredAt" ? instantOf(event) : (event[field] ?? null),
  );
  return createHash("sha256").update(JSON.stringify(content)).digest("base64url");
}

const isBatch = (event: UsageEvent): boolean => event.isBatch === true && event.requestId.startsWith(BATCH_KEY);

const instantOf = ({ occurredAt }: UsageEvent): number | null => (occurredAt ? Date.parse(occurredAt) : null);
