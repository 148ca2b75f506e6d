/** The wizard's grid: every name the chosen servers serve, with its price in force and what is suggested. Errors: none. */
import type { Entry, Evidence } from "@ratecard/changes";
import type { ReviewModels } from "@ratecard/contract";
import type { PriceNote, Proposal, ProposalStatus, ProposalWarning, Suggestion } from "@ratecard/discovery";
import { formatUsd, picoUsd } from "@ratecard/money";
import { DEFAULT_MODEL, type PricingSource, type Resolution, type TermsJson, termsToJson } from "@ratecard/pricing";
import { readEntries } from "#server/changes/entries";
import { usageOfModels } from "#server/impact/usage-of-models";
import type { ActingContext } from "#server/services/context";
import { proposePrices } from "./propose-prices";
import { type ServerView, serverView } from "./rows";

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

type SuggestionJson = Readonly<{
  evidence: Evidence;
  /** A catalogue key, a served model, an OpenRouter id or a server's name. */
  key: string;
  /** The rung that prices the served model. */
  rung: PricingSource | null;
  isOtherProvider: boolean;
  agreeing: readonly Evidence[];
  terms: TermsJson;
}>;

export type ProposalJson = Readonly<{
  name: string;
  serverIds: readonly string[];
  provider: string | null;
  isAlias: boolean;
  served: readonly Readonly<{ model: string; provider: string | null }>[];
  mode: string | null;
  status: ProposalStatus;
  /** `name`: the entry or catalogue key that answers; null when none does. */
  inForce: Readonly<{ rung: PricingSource; name: string | null; terms: TermsJson | null }>;
  suggestions: readonly SuggestionJson[];
  /** The first suggestion may be taken without deciding. */
  isSuggested: boolean;
  differencePercent: string | null;
  /** What to check about the prices its servers state; `server` is a name. */
  priceNotes: readonly Readonly<{ server: string; note: PriceNote }>[];
  warnings: readonly ProposalWarning[];
  /** Of the last 30 days, sent under this name: how many, and what they cost as booked. */
  requests: number;
  costUsd: string;
  /** The price book's own entry of this name. */
  entry: Readonly<{ isActive: boolean; pinnedBy: string | null }> | null;
}>;

/** A proposal as it travels. Units: prices as terms JSON (USD per 1M tokens, USD per request), decimal text. */
function proposalJson(
  proposal: Proposal,
  entry: Entry | undefined,
  serverNames: ReadonlyMap<string, string>,
  usage: Readonly<{ requests: number; costUsd: string }> = NOT_USED,
): ProposalJson {
  return {
    name: proposal.name,
    serverIds: proposal.serverIds,
    provider: proposal.provider ?? null,
    isAlias: proposal.isAlias,
    served: proposal.served.map(({ model, provider }) => ({ model, provider: provider ?? null })),
    mode: proposal.mode ?? null,
    status: proposal.status,
    inForce: inForceJson(proposal.inForce),
    suggestions: proposal.suggestions.map((suggestion) => suggestionJson(suggestion, serverNames)),
    isSuggested: proposal.suggested !== undefined,
    differencePercent: proposal.differencePercent ?? null,
    priceNotes: proposal.priceNotes.map(({ serverId, note }) => ({
      server: serverNames.get(serverId) ?? serverId,
      note,
    })),
    warnings: proposal.warnings,
    ...usage,
    entry: entry ? { isActive: entry.isActive, pinnedBy: entry.pinnedBy ?? null } : null,
  };
}

const NOT_USED = { requests: 0, costUsd: "0" };

function inForceJson(resolution: Resolution): ProposalJson["inForce"] {
  if (resolution.source === "none") return { rung: "none", name: null, terms: null };
  const name = "hit" in resolution ? resolution.hit.key : resolution.version.model;
  return { rung: resolution.source, name, terms: termsToJson(resolution.terms) };
}

const isServerId = ({ evidence }: Suggestion): boolean => evidence === "server" || evidence === "server-set";

const suggestionJson = (suggestion: Suggestion, serverNames: ReadonlyMap<string, string>): SuggestionJson => ({
  evidence: suggestion.evidence,
  key: isServerId(suggestion) ? (serverNames.get(suggestion.key) ?? suggestion.key) : suggestion.key,
  rung: suggestion.rung ?? null,
  isOtherProvider: suggestion.isOtherProvider ?? false,
  agreeing: suggestion.agreeing,
  terms: termsToJson(suggestion.terms),
});
