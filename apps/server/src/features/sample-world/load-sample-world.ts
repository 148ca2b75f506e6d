/**
 * Loads sample data as a job: prices and servers in one transaction, then 90 days of requests through the real intake.
 * Errors  JOB_RUNNING. A cancelled load takes back what it wrote; what a killed one left is cleared before the next.
 */
import { randomBytes } from "node:crypto";
import { SAMPLE_WORLD_JOB } from "@ratecard/contract";
import type { EntryDraft } from "@ratecard/changes";
import {
  createSampleWorld,
  SAMPLE_GATEWAY,
  type SampleEvent,
  type SamplePrice,
  type SampleWorld,
  termsOfSamplePrice,
} from "@ratecard/fixtures";
import { DomainError } from "#server/errors/domain-error";
import type { JobHandle } from "#server/jobs/job-runner";
import { insertPrices, upsertPrices } from "#server/changes/price-rows";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { findTakenNames, insertServers, saveMarker } from "./rows";
import { clearSampleWorld, findSampleWorld, type SampleWorldParts, type SampleWorldView } from "./sample-world";

const EVENTS_A_BATCH = 2000;
const KEY_BYTES = 24;
const ACTION = "sample-world.load";
const SUBJECT = "sample world";

/** Loaded twice changes nothing: the second call answers what is there. */
export async function loadSampleWorld(ctx: ActingContext, parts: SampleWorldParts): Promise<SampleWorldView> {
  const { state } = await findSampleWorld(ctx, parts);
  if (state !== "loaded") {
    await ctx.jobs.start(SAMPLE_WORLD_JOB, ctx.actor, { action: "load" }, (job) => load(ctx, parts, job));
  }
  return findSampleWorld(ctx, parts);
}

async function load(ctx: ActingContext, parts: SampleWorldParts, job: JobHandle): Promise<object> {
  const now = ctx.clock();
  const world = createSampleWorld({ now: now.getTime() });
  const report = (done: number, label: string) => job.report({ done, total: world.requestCount, label });

  await report(0, "Prices and servers");
  await clearSampleWorld(ctx, parts);
  const apiKey = `sk-sample-${randomBytes(KEY_BYTES).toString("base64url")}`;
  const origin = await ctx.sampleGateway.start(apiKey);
  const { added, existing } = await loadPricesAndServers(ctx, world, { origin, apiKey }).catch(async (error) => {
    await ctx.sampleGateway.stop();
    throw error;
  });

  const requests = await ingest(ctx, parts, world, job, (done) => report(done, "Requests"));
  if (job.isCancelled()) {
    await report(requests, "Taking it back");
    return { action: "load", ...(await clearSampleWorld(ctx, parts)) };
  }
  await markLoaded(ctx, { at: now.toISOString(), existing, requests });
  return { action: "load", prices: added.length, requests, existingPrices: existing };
}

/** Answers how many were booked. */
async function ingest(
  ctx: ActingContext,
  parts: SampleWorldParts,
  world: SampleWorld,
  job: JobHandle,
  report: (done: number) => Promise<void>,
): Promise<number> {
  let done = 0;
  for (const events of batchesOf(world.requests(), EVENTS_A_BATCH)) {
    if (job.isCancelled()) break;
    const results = await parts.ingestEvents(ctx, { gateway: SAMPLE_GATEWAY, events });
    done += results.filter(({ status }) => status === "accepted").length;
    await report(done);
  }
  return done;
}

function* batchesOf(events: Iterable<SampleEvent>, size: number): Generator<SampleEvent[]> {
  let batch: SampleEvent[] = [];
  for (const event of events) {
    batch.push(event);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function markLoaded(
  ctx: ActingContext,
  { at, existing, requests }: Readonly<{ at: string; existing: readonly string[]; requests: number }>,
): Promise<void> {
  const entry = { action: "sample-world.loaded", subject: SUBJECT, details: () => ({ requests }) };
  await write(ctx, entry, (tx) => saveMarker(tx, { phase: "loaded", at, existing: [...existing] }, ctx.actor.label));
}

type LoadedPrices = Readonly<{ added: readonly string[]; existing: readonly string[] }>;

/**
 * Prices and servers in one transaction, then the price change of the past. `origin`: where the sample gateway listens.
 * Errors  ALREADY_EXISTS when a real server has a sample server's name: nothing was written.
 */
async function loadPricesAndServers(
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
