/** The proposals of the chosen servers against the prices in force now. */
import {
  type CustomMapping,
  type DiscoveredModel,
  priceNotesFromJson,
  type Proposal,
  proposals,
} from "@ratecard/discovery";
import { termsFromJson } from "@ratecard/pricing";
import { inSlices } from "#server/changes/decide-changes";
import type { PricesNow } from "#server/pricing/live-prices";
import { secondReference } from "#server/pricing/second-reference";
import type { ActingContext } from "#server/services/context";
import { type DiscoveredRow, kindOf, type ServerRow } from "./rows";

export type Proposed = Readonly<{
  proposals: readonly Proposal[];
  discovered: Discovered;
  prices: PricesNow;
  /** Epoch ms: the moment the prices were looked up for. */
  at: number;
}>;

export async function proposePrices(ctx: ActingContext, serverIds: readonly string[] | undefined): Promise<Proposed> {
  const at = ctx.clock().getTime();
  const [prices, discovered] = await Promise.all([ctx.prices.refresh(), loadDiscovered(ctx, serverIds)]);
  const { book, catalog, settings } = prices;
  const second = await secondReference(catalog, at);
  const { models, mappings, others } = discovered;
  const rows = proposals({ models, mappings, others, book, catalog, second, settings, at });
  return { proposals: await inSlices(rows), discovered, prices, at };
}

type Discovered = Readonly<{
  servers: readonly ServerRow[];
  models: readonly DiscoveredModel[];
  mappings: readonly CustomMapping[];
  /** Prices of connected OpenRouter servers that are not among the chosen. */
  others: readonly DiscoveredModel[];
}>;

/**
 * What the servers list, as the proposals need it; without ids: all active servers.
 * A name added to `supported_models` by hand counts as listed.
 */
async function loadDiscovered({ db }: ActingContext, serverIds: readonly string[] | undefined): Promise<Discovered> {
  const all = await db.prisma.litellmServer.findMany({ orderBy: { name: "asc" } });
  const servers = all.filter(({ id, isActive }) => (serverIds ? serverIds.includes(id) : isActive));
  const reference = all.filter((server) => kindOf(server) === "openrouter" && !servers.includes(server));
  const ids = servers.map(({ id }) => id);
  const wanted = [...ids, ...reference.map(({ id }) => id)];
  const [rows, customNames] = await Promise.all([
    db.prisma.discoveredModel.findMany({
      where: { serverId: { in: wanted } },
      omit: { raw: true },
      orderBy: { id: "asc" },
    }),
    db.prisma.customModel.findMany({ where: { serverId: { in: ids }, isActive: true } }),
  ]);
  const byServer = groupByServer(rows);
  return {
    servers,
    models: servers.flatMap((server) => supported(server, byServer.get(server.id) ?? [])),
    mappings: customNames.map(({ customName, serverId, actualModel, provider }) => ({
      customName,
      serverId,
      actualModel,
      provider: provider ?? undefined,
    })),
    others: reference.flatMap(({ id }) => (byServer.get(id) ?? []).map(discoveredModel)),
  };
}

type Row = Omit<DiscoveredRow, "raw">;

function groupByServer(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.serverId);
    if (group) group.push(row);
    else groups.set(row.serverId, [row]);
  }
  return groups;
}

/** The admin's list of names decides; the listing says what is known of each. */
function supported({ id, supportedModels }: ServerRow, rows: readonly Row[]): DiscoveredModel[] {
  const names = new Set(supportedModels);
  const listed = new Set(rows.map(({ name }) => name));
  const byHand = supportedModels.filter((name) => !listed.has(name));
  return [
    ...rows.filter(({ name }) => names.has(name)).map(discoveredModel),
    ...byHand.map((name) => ({ name, serverId: id, raw: "{}" })),
  ];
}

function discoveredModel(row: Row): DiscoveredModel {
  const read = row.suggestedTerms === null ? undefined : termsFromJson(row.suggestedTerms);
  return {
    name: row.name,
    serverId: row.serverId,
    ...(row.provider === null ? {} : { provider: row.provider }),
    ...(row.servedModel === "" ? {} : { servedModel: row.servedModel }),
    ...(row.mode === null ? {} : { mode: row.mode }),
    ...(read?.ok ? { suggestedTerms: read.terms } : {}),
    isPriceSet: row.isPriceSet,
    priceNotes: priceNotesFromJson(row.priceNotes),
    raw: "{}",
  };
}
