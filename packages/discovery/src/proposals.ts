/**
 * What an admin reviews: every discovered name with the price in force, better prices known elsewhere, and what to check about it.
 *
 * Units   differencePercent of a typical request, decimal text. Time  `at`, epoch ms UTC.
 * Errors  none: a name without price or provider is an answer.
 * Source  prices in force are resolved as requests are, by @ratecard/pricing.
 */
import { percentDifference } from "@ratecard/money";
import { type CostSettings, DEFAULT_MODEL, inForce, type PriceBook, type Resolution, resolve } from "@ratecard/pricing";
import { type CustomMapping, type DiscoveredName, groupByName, type ServedModel } from "./discovered-name";
import { findSuggestions, type References, type Suggestion } from "./find-suggestions";
import type { DiscoveredModel, PriceNote } from "./listed-model";
import { openRouterReference } from "./openrouter-reference";
import { isPlaceholder } from "./priced-base";
import { type ProposalWarning, typicalCost, warningsFor } from "./proposal-warnings";

/** `inactive`: the price book has it, switched off. `missing`: only the default would answer. `placeholder`: its price, written there. */
export const PROPOSAL_STATUSES = [
  "missing",
  "placeholder",
  "inactive",
  "priced",
  "priced-by-wildcard",
  "priced-by-catalogue",
] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

export type ServerPriceNote = Readonly<{ serverId: string; note: PriceNote }>;

export type Proposal = Readonly<{
  name: string;
  serverIds: readonly string[];
  /** A LiteLLM id, stated or detected; undefined when unknown or when the servers differ. */
  provider: string | undefined;
  isAlias: boolean;
  served: readonly ServedModel[];
  mode: string | undefined;
  status: ProposalStatus;
  inForce: Resolution;
  suggestions: readonly Suggestion[];
  /** The one to take without deciding; undefined when there is none or it is for a person to choose. */
  suggested: Suggestion | undefined;
  differencePercent: string | undefined;
  /** What to check about the prices its servers state. */
  priceNotes: readonly ServerPriceNote[];
  warnings: readonly ProposalWarning[];
}>;

export type ProposalSources = Omit<References, "openRouter"> &
  Readonly<{
    models: readonly DiscoveredModel[];
    mappings: readonly CustomMapping[];
    /** Models of servers that are not reviewed, to compare with. */
    others?: readonly DiscoveredModel[];
    settings: CostSettings;
  }>;

/** One row a name, in the order of names; made one at a time, so that a server can do other things in between. */
export function* proposals(sources: ProposalSources): Generator<Proposal> {
  const openRouter = openRouterReference([...(sources.others ?? []), ...sources.models]);
  const references: References = { ...sources, openRouter };
  for (const name of groupByName(sources.models, sources.mappings)) yield propose(name, references, sources.settings);
}

function propose(name: DiscoveredName, references: References, settings: CostSettings): Proposal {
  const { book, catalog, at } = references;
  const [provider, other] = name.providers;
  const stated = other === undefined ? provider : undefined;
  const resolution = resolve(book, catalog, { model: name.name, provider: stated, at });
  const suggestions = findSuggestions(name, references);
  const status = statusOf(name.name, resolution, book, at);
  const { warnings, isUndecided } = warningsFor({ name, resolution, suggestions, book, settings });
  const suggested = isUndecided || name.name === DEFAULT_MODEL ? undefined : suggestions[0];
  return {
    name: name.name,
    serverIds: name.serverIds,
    provider: other === undefined ? resolution.provider : undefined,
    isAlias: name.served.length > 0,
    served: name.served,
    mode: name.mode,
    status,
    inForce: resolution,
    suggestions,
    suggested,
    differencePercent:
      status === "missing" || status === "placeholder" ? undefined : difference(resolution, suggested, settings),
    priceNotes: name.models.flatMap(({ serverId, priceNotes = [] }) => priceNotes.map((note) => ({ serverId, note }))),
    warnings,
  };
}

function statusOf(name: string, resolution: Resolution, book: PriceBook, at: number): ProposalStatus {
  if (resolution.source !== "default" && isPlaceholder(resolution)) return "placeholder";
  if (resolution.source === "local-exact") return "priced";
  const own = book.exact.get(name)?.versions.find((version) => inForce(version, at));
  if (own && !own.isActive) return "inactive";
  switch (resolution.source) {
    case "local-wildcard":
      return "priced-by-wildcard";
    case "catalog-scoped":
    case "catalog-bare":
      return "priced-by-catalogue";
    case "default":
    case "none":
      return "missing";
  }
}

function difference(
  resolution: Resolution,
  suggested: Suggestion | undefined,
  settings: CostSettings,
): string | undefined {
  if (!suggested || resolution.source === "none" || resolution.source === "default") return undefined;
  const [from, to] = [typicalCost(resolution.terms, settings), typicalCost(suggested.terms, settings)];
  return from === undefined || to === undefined ? undefined : percentDifference(from, to);
}
