/**
 * Takes sample data out again, all of it in one transaction: requests with their rollups, prices nobody edited since, servers.
 * Errors  none of its own; where nothing is, nothing happens.
 */
import { SAMPLE_GATEWAY } from "@ratecard/fixtures";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { findSampleWorld, type SampleContents } from "./find-sample-world";
import type { SampleWorldParts } from "./parts";
import { dropMarker, dropServers, findMarker, findSamplePrices, withdrawPrices } from "./rows";

export type Cleared = Readonly<{ removed: SampleContents; keptPrices: readonly string[] }>;

const NOTHING: Cleared = { removed: { servers: 0, aliases: 0, prices: 0, requests: 0 }, keptPrices: [] };

export async function clearSampleWorld(ctx: ActingContext, parts: SampleWorldParts): Promise<Cleared> {
  const { contents } = await findSampleWorld(ctx, parts);
  const isAny = Object.values(contents).some((count) => count > 0) || (await findMarker(ctx.db)) !== null;
  await ctx.sampleGateway.stop();
  if (!isAny) return NOTHING;

  const entry = { action: "sample-world.remove", subject: "sample world", source: "sample" as const };
  const cleared = await write(ctx, { ...entry, details: (result: Cleared) => result }, async (tx) => {
    const requests = await parts.removeGatewayUsage(tx, SAMPLE_GATEWAY);
    const prices = await findSamplePrices(tx);
    const own = prices.filter(({ isEdited }) => !isEdited).map(({ model }) => model);
    await withdrawPrices(tx, own);
    const { servers, aliases } = await dropServers(tx);
    await dropMarker(tx);
    const keptPrices = prices.filter(({ isEdited }) => isEdited).map(({ model }) => model);
    return { removed: { servers, aliases, prices: own.length, requests }, keptPrices };
  });
  await ctx.prices.refresh();
  return cleared;
}
