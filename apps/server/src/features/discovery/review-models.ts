/** The wizard's grid: every name the chosen servers serve, with its price in force and what is suggested. Errors: none. */
import type { ReviewModels } from "@ratecard/contract";
import { formatUsd, picoUsd } from "@ratecard/money";
import { DEFAULT_MODEL } from "@ratecard/pricing";
import type { ActingContext } from "#server/services/context";
import { type ProposalJson, proposalJson } from "./proposal-json";
import { proposePrices } from "./propose-prices";
import { type ServerView, serverView } from "./rows";
import { usageOfModels } from "#server/impact/usage-of-models";
import { readEntries } from "#server/changes/entries";

export type Review = Readonly<{
  servers: readonly ServerView[];
  rows: readonly ProposalJson[];
  /** USD per request of the price book's default entry. */
  defaultPerRequestUsd: string;
  catalog: Readonly<{ source: string; fetchedAt: string; entryCount: number }> | null;
  /** When the prices were looked up. */
  at: string;
}>;

export async function reviewModels(ctx: ActingContext, { serverIds }: ReviewModels): Promise<Review> {
  const { proposals, discovered, prices, at } = await proposePrices(ctx, serverIds);
  const { byName: entries } = await readEntries(ctx.db);
  const usage = await usageOfModels(ctx.db.pool, ctx.clock());
  const serverNames = new Map(discovered.servers.map(({ id, name }) => [id, name]));
  const snapshot = prices.catalog.snapshotAt(at);
  return {
    servers: discovered.servers.map(serverView),
    rows: proposals.map((proposal) =>
      proposalJson(proposal, entries.get(proposal.name), serverNames, usage.get(proposal.name)),
    ),
    defaultPerRequestUsd: formatUsd(entries.get(DEFAULT_MODEL)?.terms.perRequest ?? SEEDED_DEFAULT),
    catalog: snapshot
      ? {
          source: snapshot.source,
          fetchedAt: new Date(snapshot.fetchedAt).toISOString(),
          entryCount: snapshot.entryCount,
        }
      : null,
    at: new Date(at).toISOString(),
  };
}

/** 0.005 USD, as the price book is seeded; it cannot be deleted. */
const SEEDED_DEFAULT = picoUsd(5_000_000_000);
