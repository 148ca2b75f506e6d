/**
 * One entry brought to the price of its base, by the rules of an import.
 * Errors  none thrown; pinned entries and equal prices are answers.
 */
import type { CatalogHit, PriceTerms, Resolution } from "@ratecard/pricing";
import { decideRow } from "./decide-import";
import { isPlaceholder } from "./is-placeholder";
import type { PriceReference } from "./quarantine";
import type { BaseModel, PricedBase, SyncDecision, SyncEntry, SyncHold } from "./sync-decision";

export type SyncRow = Readonly<{
  model: string;
  provider: string;
  entry: SyncEntry | undefined;
  base: PricedBase;
  bases: readonly PricedBase[];
  /** What the entry would say. */
  after: PriceTerms;
  /** What prices the name now, by any rung but the default. */
  inForce: PriceTerms | undefined;
  references: readonly PriceReference[];
  replacesOwn: boolean;
}>;

export function decideSyncRow(row: SyncRow): SyncDecision {
  const { model, provider, entry, base, bases, after, inForce, references, replacesOwn } = row;
  const chosen = { model, terms: after, expectedVersion: entry?.version ?? null, isAcknowledged: false };
  const decided = decideRow(chosen, { entry, inForce, references });
  const outcome = decided.outcome === "moved" || decided.outcome === "reserved" ? "default" : decided.outcome;
  const isWriting = outcome === "added" || outcome === "changed";
  return {
    model,
    outcome,
    provider,
    base,
    bases,
    before: decided.before,
    after,
    differences: decided.differences,
    holds: isWriting ? [...decided.quarantine, ...otherProvider(base)] : [],
    replacesOwn: isWriting && replacesOwn,
  };
}

const otherProvider = ({ otherProvider: provider }: PricedBase): readonly SyncHold[] =>
  provider === undefined ? [] : [{ kind: "other-provider", provider }];

/** A row that a sync says something about, and writes nothing of. */
export const untouched = (
  model: string,
  outcome: SyncDecision["outcome"],
  more: Pick<SyncDecision, "provider"> & Partial<SyncDecision>,
): SyncDecision => ({
  model,
  outcome,
  base: undefined,
  bases: [],
  before: undefined,
  after: undefined,
  differences: [],
  holds: [],
  replacesOwn: false,
  ...more,
});

/** What the chain answered for a base, as a sync needs it. The default is no price of a model, and so is what stands for one. */
export function pricedBase(base: BaseModel, resolution: Resolution): PricedBase {
  if (resolution.source === "none" || resolution.source === "default" || isPlaceholder(resolution)) {
    const nothing = { terms: undefined, source: undefined, key: undefined, otherProvider: undefined };
    return { ...base, ...nothing, owner: resolution.provider };
  }
  const { source, terms } = resolution;
  if (!("hit" in resolution)) {
    const { model, provider } = resolution.version;
    return { ...base, terms, source, key: model, otherProvider: undefined, owner: base.provider ?? provider };
  }
  const { hit, warnings } = resolution;
  const isOther = warnings.includes("provider-mismatch");
  return {
    ...base,
    terms,
    source,
    key: hit.key,
    otherProvider: isOther ? hit.litellmProvider : undefined,
    owner: ownerOf(base, resolution.provider, hit),
  };
}

const ownerOf = (base: BaseModel, known: string | undefined, hit: CatalogHit): string | undefined =>
  base.provider ?? known ?? hit.litellmProvider;
