/**
 * Loads sample data as a job: prices and servers in one transaction, then 90 days of requests through the real intake.
 * Errors  JOB_RUNNING. A cancelled load takes back what it wrote; what a killed one left is cleared before the next.
 */
import { randomBytes } from "node:crypto";
import { SAMPLE_WORLD_JOB } from "@ratecard/contract";
import { createSampleWorld, SAMPLE_GATEWAY, type SampleEvent, type SampleWorld } from "@ratecard/fixtures";
import type { ActingContext } from "#server/services/context";
import type { JobHandle } from "#server/jobs/job-runner";
import { write } from "#server/write/write";
import { clearSampleWorld } from "./clear-sample-world";
import { findSampleWorld, type SampleWorldView } from "./find-sample-world";
import { loadPricesAndServers } from "./load-prices-and-servers";
import type { SampleWorldParts } from "./parts";
import { saveMarker } from "./rows";

const EVENTS_A_BATCH = 2000;
const KEY_BYTES = 24;

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
  const entry = { action: "sample-world.loaded", subject: "sample world", details: () => ({ requests }) };
  await write(ctx, entry, (tx) => saveMarker(tx, { phase: "loaded", at, existing: [...existing] }, ctx.actor.label));
}
