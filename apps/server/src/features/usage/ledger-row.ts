/**
 * An event with what booking it adds: its time, its price, its server, its fingerprint.
 * Units   USD as decimal text; null: not priced, which is not 0.
 * Time    ISO 8601, UTC.
 */
import { hash } from "node:crypto";
import { type TokenSource, UsageEvent } from "@ratecard/contract";
import { PROVIDER_OF_KIND } from "@ratecard/discovery";
import { formatUsd } from "@ratecard/money";
import { COUNT_FIELDS, type Usage } from "@ratecard/pricing";
import { type Charge, chargeEvent, readReportedCost } from "#server/ledger/charge-event";
import { usageOf } from "#server/ledger/usage-of-event";
import type { PricesNow } from "#server/pricing/live-prices";
import type { Services } from "#server/services/context";
import { BATCH_KEY } from "./litellm/read-ids";

export type LedgerRow = Readonly<{
  /** Whose request ids these are. */
  gateway: string;
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
export type Arrival = Readonly<{
  gateway: string;
  now: number;
  prices: PricesNow;
  servers: ReadonlyMap<string, KnownServer>;
}>;

export function ledgerRow(event: UsageEvent, { gateway, now, prices, servers }: Arrival): LedgerRow {
  const server = event.server ? servers.get(event.server) : undefined;
  const at = event.occurredAt ? Date.parse(event.occurredAt) : now;
  const usage = usageOf(event);
  const provider = event.provider ?? undefined;
  const charge = chargeEvent({ event, usage, at, provider, serverProvider: providerAt(server, event.model) }, prices);
  return {
    gateway,
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

/** A request by itself has the fingerprint it had before there were sums. */
const OF_A_SUM = "sumOfRequests";
const FIELDS = UsageEvent.keyof()
  .options.filter((field) => field !== OF_A_SUM)
  .toSorted();
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
  if (typeof event[OF_A_SUM] === "number") content.push(event[OF_A_SUM]);
  return hash("sha256", JSON.stringify(content), "base64url");
}

const isBatch = (event: UsageEvent): boolean => event.isBatch === true && event.requestId.startsWith(BATCH_KEY);

const instantOf = ({ occurredAt }: UsageEvent): number | null => (occurredAt ? Date.parse(occurredAt) : null);

type KnownServer = Readonly<{
  id: string;
  /** By name, where discovery found one. */
  providers: ReadonlyMap<string, string>;
  /** Of any name: its kind serves one provider only. */
  provider: string | undefined;
}>;

/** The connected servers that events name, and what is known of the providers of their models. */
const providerAt = (server: KnownServer | undefined, model: string): string | undefined =>
  server?.providers.get(model) ?? server?.provider;

/** By the text the event used: the server's name or its id. No query when no event names a server. */
export async function loadServers(
  { prisma }: Services["db"],
  events: readonly UsageEvent[],
): Promise<ReadonlyMap<string, KnownServer>> {
  const named = new Set(events.flatMap(({ server }) => server ?? []));
  if (named.size === 0) return new Map();
  const servers = await prisma.litellmServer.findMany({
    where: { OR: [{ name: { in: [...named] } }, { id: { in: [...named].filter((text) => UUID.test(text)) } }] },
    select: {
      id: true,
      name: true,
      kind: true,
      discoveredModels: {
        where: { provider: { not: null }, name: { in: [...new Set(events.map(({ model }) => model))] } },
        select: { name: true, provider: true },
        distinct: ["name", "provider"],
      },
    },
  });
  return new Map(
    servers.flatMap(({ id, name, kind, discoveredModels }) => {
      const server = { id, providers: unambiguous(discoveredModels), provider: PROVIDER_OF_KIND.get(kind) };
      return [[id, server] as const, [name, server] as const];
    }),
  );
}

/** A name that is deployed at two providers says nothing about which one served a request. */
function unambiguous(models: readonly { name: string; provider: string | null }[]): ReadonlyMap<string, string> {
  const found = new Map<string, string | null>();
  for (const { name, provider } of models) found.set(name, found.has(name) ? null : provider);
  return new Map([...found].flatMap(([name, provider]) => (provider === null ? [] : [[name, provider] as const])));
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
