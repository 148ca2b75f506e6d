/**
 * What the database holds of the sample world.
 * Source  a price is the sample's when a standing version came from `sample`; when another stands beside it, it was edited since.
 */
import type { SampleAlias, SampleServer } from "@ratecard/fixtures";
import type { Database, Transaction } from "@ratecard/prisma";
import { z } from "zod";

const SETTING = "sample-world";

/** `existing`: real prices that were left alone. */
const Marker = z.object({ phase: z.enum(["loading", "loaded"]), at: z.string(), existing: z.array(z.string()) });
export type Marker = Readonly<z.output<typeof Marker>>;

export async function findMarker(db: Database): Promise<Marker | null> {
  const setting = await db.prisma.setting.findUnique({ where: { key: SETTING } });
  return setting ? Marker.parse(setting.value) : null;
}

export async function saveMarker(tx: Transaction, marker: Marker, updatedBy: string): Promise<void> {
  const row = { value: marker, updatedBy, updatedAt: new Date(marker.at) };
  await tx.setting.upsert({ where: { key: SETTING }, create: { key: SETTING, ...row }, update: row });
}

export const dropMarker = (tx: Transaction) => tx.setting.deleteMany({ where: { key: SETTING } });

export type SamplePriceRow = Readonly<{ model: string; isEdited: boolean }>;

export async function findSamplePrices(db: Pick<Transaction, "$queryRaw">): Promise<readonly SamplePriceRow[]> {
  return db.$queryRaw<SamplePriceRow[]>`
    SELECT price.model_name AS model, bool_or(version.source <> 'sample') AS "isEdited"
    FROM model_pricing AS price JOIN model_price_versions AS version USING (model_name)
    WHERE version.superseded_at IS NULL
    GROUP BY 1 HAVING bool_or(version.source = 'sample') ORDER BY 1`;
}

/** Names that have a price, or had one that was not the sample's. */
export async function findTakenNames(tx: Transaction, names: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT model_name AS name FROM model_pricing WHERE model_name = ANY(${names})
    UNION SELECT model_name FROM model_price_versions
    WHERE model_name = ANY(${names}) AND superseded_at IS NULL AND source <> 'sample'`;
  return new Set(rows.map(({ name }) => name));
}

/** Ends the prices and withdraws their versions: what real requests were priced by stays readable, the names are new again. */
export async function withdrawPrices(tx: Transaction, models: readonly string[]): Promise<void> {
  await tx.$executeRaw`DELETE FROM model_pricing WHERE model_name = ANY(${models})`;
  await tx.$executeRaw`UPDATE model_price_versions SET superseded_at = clock_timestamp()
    WHERE model_name = ANY(${models}) AND superseded_at IS NULL`;
}

export type ServerToInsert = Readonly<{ server: SampleServer; baseUrl: string; wrappedKey: string }>;

/** Answers the name of a server that exists already; then none was added. */
export async function insertServers(
  tx: Transaction,
  servers: readonly ServerToInsert[],
  aliases: readonly SampleAlias[],
): Promise<string | null> {
  const names = servers.map(({ server }) => server.name);
  const taken = await tx.litellmServer.findFirst({ where: { name: { in: names } } });
  if (taken) return taken.name;
  for (const { server, baseUrl, wrappedKey } of servers) {
    const own = aliases.filter((alias) => alias.server === server.name);
    const customModels = own.map(({ customName, actualModel, provider, isActive }) => ({
      customName,
      actualModel,
      provider,
      isActive,
    }));
    await tx.litellmServer.create({
      data: {
        name: server.name,
        kind: server.kind,
        baseUrl,
        apiKey: wrappedKey,
        isSample: true,
        customModels: { create: customModels },
      },
    });
  }
  return null;
}

export type SampleServerRow = Readonly<{ id: string; name: string; baseUrl: string; apiKey: string | null }>;

export const findServers = (db: Database): Promise<readonly SampleServerRow[]> =>
  db.prisma.litellmServer.findMany({
    where: { isSample: true },
    select: { id: true, name: true, baseUrl: true, apiKey: true },
    orderBy: { name: "asc" },
  });

export const moveServer = (tx: Transaction, id: string, moved: Readonly<{ baseUrl: string; updatedAt: Date }>) =>
  tx.litellmServer.update({ where: { id }, data: moved });

/** Their custom names and discovered models go with them. */
export async function dropServers(tx: Transaction): Promise<{ servers: number; aliases: number }> {
  const aliases = await tx.customModel.count({ where: { server: { isSample: true } } });
  const { count: servers } = await tx.litellmServer.deleteMany({ where: { isSample: true } });
  return { servers, aliases };
}

export const countAliases = (db: Database): Promise<number> =>
  db.prisma.customModel.count({ where: { server: { isSample: true } } });
