/** What an operator does first: finds the proxy's models, and prices the missing ones in one step. */
import { expect } from "@playwright/test";
import { MASTER_KEY } from "./litellm-config";
import type { RatecardClient } from "./ratecard-client";

export async function discoverModels({ trpc }: RatecardClient, proxyUrl: string): Promise<void> {
  const server = { name: "LiteLLM", kind: "litellm" as const, baseUrl: proxyUrl, apiKey: MASTER_KEY };
  const { id } = await trpc.discovery.servers.create.mutate(server);
  const job = await trpc.discovery.discover.mutate({ serverIds: [id] });
  await expect.poll(async () => (await trpc.jobs.find.query({ id: job.id })).state).toBe("done");
}

/** How many there were. */
export async function importMissingModels({ trpc }: RatecardClient): Promise<number> {
  const { rows, defaultPerRequestUsd } = await trpc.discovery.review.query({});
  const missing = rows.filter(({ status }) => status === "missing");
  const prices = missing.map(({ name, provider, suggestions }) => ({
    model: name,
    provider: provider ?? "unknown",
    // Models that are priced by the page or the second have no price of a token.
    terms: suggestions.find(({ terms }) => terms.inputPer1M)?.terms ?? { perRequest: defaultPerRequestUsd },
  }));
  const source = { kind: "models", prices } as const;
  const shown = await trpc.changes.preview.mutate({ source });
  const chosen = shown.rows.flatMap(({ model, seen }) => (seen === null ? [] : [{ model, seen }]));
  await trpc.changes.write.mutate({ source, name: "From LiteLLM", rows: chosen });
  return missing.length;
}
