/**
 * The sample price book and servers, all in one transaction; then the price change of the past.
 * Errors  ALREADY_EXISTS when a real server has a sample server's name: nothing was written.
 */
import type { EntryDraft } from "@ratecard/changes";
import { type SamplePrice, type SampleWorld, termsOfSamplePrice } from "@ratecard/fixtures";
import type { ActingContext } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { insertPrices, upsertPrices } from "#server/changes/price-rows";
import { write } from "#server/write/write";
import { findTakenNames, insertServers, saveMarker } from "./rows";

const ACTION = "sample-world.load";
const SUBJECT = "sample world";

export type LoadedPrices = Readonly<{ added: readonly string[]; existing: readonly string[] }>;

/** `origin`: where the sample gateway listens. Its key is stored as every server's key is. */
export async function loadPricesAndServers(
  ctx: ActingContext,
  world: SampleWorld,
  gateway: Readonly<{ origin: string; apiKey: string }>,
): Promise<LoadedPrices> {
  const loaded = await write(ctx, { action: ACTION, subject: SUBJECT, source: "sample", details }, async (tx) => {
    const names = world.prices.map(({ model }) => model);
    const taken = await findTakenNames(tx, names);
    const earlier = new Map(world.earlierPrices.map(({ price }) => [price.model, price]));
    const free = world.prices.filter(({ model }) => !taken.has(model));
    const added = await insertPrices(
      tx,
      free.map((price) => priceToSave({ ...price, ...earlier.get(price.model) })),
    );
    const existing = names.filter((name) => !added.includes(name)).sort();
    const servers = world.servers.map((server) => ({
      server,
      baseUrl: gateway.origin + server.path,
      wrappedKey: ctx.secrets.wrap(gateway.apiKey),
    }));
    const takenServer = await insertServers(tx, servers, world.aliases);
    if (takenServer) throw new DomainError("ALREADY_EXISTS", { what: "server", name: takenServer });
    await saveMarker(tx, { phase: "loading", at: ctx.clock().toISOString(), existing }, ctx.actor.label);
    return { added, existing };
  });
  await changePrices(ctx, world, loaded.added);
  await ctx.prices.refresh();
  return loaded;
}

/** What a price became at the moment its earlier one ended. */
async function changePrices(ctx: ActingContext, world: SampleWorld, added: readonly string[]): Promise<void> {
  const changes = world.earlierPrices.filter(({ price }) => added.includes(price.model));
  for (const { price, endedAt } of changes) {
    const now = world.prices.filter(({ model }) => model === price.model).map(priceToSave);
    const entry = { action: ACTION, subject: price.model, source: "sample" as const, validFrom: new Date(endedAt) };
    await write(ctx, entry, (tx) => upsertPrices(tx, now));
  }
}

const priceToSave = (price: SamplePrice): EntryDraft => ({
  model: price.model,
  provider: price.provider,
  terms: termsOfSamplePrice(price),
  isCustom: price.isCustom ?? false,
  isActive: price.isActive ?? true,
  notes: price.notes ?? null,
  copiedFrom: price.copiedFrom ?? null,
});

const details = ({ added, existing }: LoadedPrices) => ({ prices: added.length, existing });
