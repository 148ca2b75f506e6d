/** A server context and loopback gateways for the tests of discovery; `close()` lets go of all. */
import { ChangeSource, type ModelPrice, type ServerKind } from "@ratecard/contract";
import { formatUsd, ZERO } from "@ratecard/money";
import { price } from "@ratecard/pricing";
import { vi } from "vitest";
import type { ChangeSet } from "#server/changes/change-set";
import { makeChange, previewChange } from "#server/testing/changes";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { discoverModels } from "../discover-models";
import { createServer } from "../edit-servers";
import { type Answer, type ServedListing, serveListing } from "./serve-listing";

export type DiscoveryTest = TestContext &
  Readonly<{
    serve: (answers: Record<string, Answer>) => Promise<ServedListing>;
    connect: (name: string, baseUrl: string, more?: { kind?: ServerKind; apiKey?: string }) => Promise<string>;
    /** Previews, then writes the rows that are not held, as one batch; see import-row.ts. */
    importRows: (rows: readonly ModelPrice[], name?: string, effectiveFrom?: string) => Promise<ChangeSet>;
    previewRows: (rows: readonly ModelPrice[], effectiveFrom?: string) => Promise<ChangeSet>;
    /** Takes back all of a batch that can be. */
    revert: (batchId: string) => Promise<ChangeSet>;
    /** What 1000 input and 500 output tokens cost now, or at an instant: source, USD. */
    costOf: (model: string, at?: string) => readonly [string, string];
    /** Servers, batches and prices go, the default entry stays. */
    empty: () => Promise<void>;
    /** Runs a discovery to its end and answers its job. */
    discover: (...serverIds: string[]) => Promise<{ state: string; result: unknown; progress: unknown }>;
  }>;

export async function openDiscoveryTest(settings: Record<string, string> = {}): Promise<DiscoveryTest> {
  const test = await createTestContext({ ALLOW_PRIVATE_NETWORKS: "true", ...settings });
  const served: ServedListing[] = [];
  return {
    ...test,
    serve: async (answers) => {
      const listing = await serveListing(answers);
      served.push(listing);
      return listing;
    },
    connect: async (name, baseUrl, { kind = "litellm", apiKey } = {}) => {
      const input = { name, kind, baseUrl, isActive: true, ...(apiKey === undefined ? {} : { apiKey }) };
      return (await createServer(test.ctx, input)).id;
    },
    importRows: (rows, name = "Test import", effectiveFrom) =>
      makeChange(test.ctx, ChangeSource.parse({ kind: "models", prices: rows }), { name, effectiveFrom }),
    previewRows: (rows, effectiveFrom) =>
      previewChange(test.ctx, ChangeSource.parse({ kind: "models", prices: rows }), effectiveFrom),
    revert: (batchId) => makeChange(test.ctx, { kind: "revert", batchId }),
    costOf: (model, instant) => {
      const { book, catalog, settings } = test.ctx.prices.now();
      const usage = { promptTokens: 1000, completionTokens: 500 };
      const at = instant === undefined ? Date.now() : Date.parse(instant);
      const priced = price(book, catalog, { model, at, usage }, settings);
      return [priced.source, formatUsd(priced.costUsd ?? ZERO)];
    },
    empty: async () => {
      const { prisma } = test.database;
      await prisma.litellmServer.deleteMany();
      await prisma.importBatch.deleteMany();
      await prisma.modelPricing.deleteMany({ where: { modelName: { not: "default" } } });
    },
    discover: async (...serverIds) => {
      const { id } = await discoverModels(test.ctx, { serverIds });
      return vi.waitFor(
        async () => {
          const job = await test.ctx.jobs.find(id);
          if (!job || job.state === "running") throw new Error("still running");
          return job;
        },
        { timeout: 20_000, interval: 20 },
      );
    },
    close: async () => {
      await Promise.all(served.map((listing) => listing.close()));
      await test.close();
    },
  };
}
