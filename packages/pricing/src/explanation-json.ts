/**
 * Explanations, costs and resolutions as plain JSON for the wire.
 * Units   decimal strings: USD, USD per 1,000,000 tokens (ratePer1M), USD per unit. Time: ISO 8601, UTC.
 */
import { formatDecimal, formatPer1M, formatUsd } from "@ratecard/money";
import type { Cost, CostFlag, CostLine } from "./cost-result";
import type { Explanation, RungTrace } from "./explain";
import { type Hint, hintSentence } from "./hints";
import type { PriceTerms, PriceVersion } from "./price-terms";
import type { PricingSource, ProviderOrigin, Resolution, ResolutionWarning } from "./resolution";
import { type TermsJson, termsToJson } from "./terms-json";
import { type Lookup, lookupSentence, type Rung } from "./trace";

export type CostLineJson = Readonly<{
  unit: CostLine["unit"];
  kind: string;
  quantity?: number;
  ratePer1M?: string;
  usdPerUnit?: string;
  factor?: string;
  rateOf?: string;
  isHalved?: boolean;
  amountUsd: string;
}>;

export type CostJson = Readonly<{
  /** null: not priced, which is not 0. */
  totalUsd: string | null;
  lines: readonly CostLineJson[];
  flags: readonly CostFlag[];
  /** Kinds of token and unit that were consumed and have no rate. */
  notPriced: readonly string[];
}>;

export type VersionJson = Readonly<{
  versionId: string;
  model: string;
  provider: string;
  isActive: boolean;
  validFrom: string | null;
  validUntil: string | null;
}>;

export type ResolutionJson = Readonly<{
  source: PricingSource;
  provider: string | null;
  /** Who told the provider; `detected` is a guess from the name. */
  providerFrom: ProviderOrigin | null;
  warnings: readonly ResolutionWarning[];
  version: VersionJson | null;
  catalog: Readonly<{ key: string; snapshotId: string; litellmProvider: string | null }> | null;
  terms: TermsJson | null;
}>;

export type LookupJson = Readonly<{
  lookedUp: string;
  matchedBy: Lookup["matchedBy"];
  outcome: Lookup["outcome"];
  reason: Lookup["reason"];
  sentence: string;
  version: VersionJson | null;
  catalogKey: string | null;
  snapshotId: string | null;
}>;

export type RungJson = Readonly<{
  rung: Rung;
  standing: RungTrace["standing"];
  lookups: readonly LookupJson[];
  resolution: ResolutionJson | null;
  cost: CostJson | null;
}>;

export type ExplanationJson = Readonly<{
  model: string;
  provider: string | null;
  at: string;
  normalisedKey: string;
  resolution: ResolutionJson;
  rungs: readonly RungJson[];
  cost: CostJson | null;
  /** What the winning price says beside what is charged. */
  kept: readonly KeptPrice[];
  catalog: Readonly<{ snapshotId: string; source: string; fetchedAt: string; postdatesEvent: boolean }> | null;
  hints: readonly (Hint & Readonly<{ sentence: string }>)[];
}>;

export const explanationToJson = (explanation: Explanation): ExplanationJson => ({
  model: explanation.request.model,
  provider: explanation.request.provider ?? null,
  at: isoTime(explanation.request.at),
  normalisedKey: explanation.normalisedKey,
  resolution: resolutionToJson(explanation.resolution),
  rungs: explanation.rungs.map(rungToJson),
  cost: explanation.cost ? costToJson(explanation.cost) : null,
  kept: explanation.resolution.source === "none" ? [] : keptPrices(explanation.resolution.terms),
  catalog: explanation.snapshot
    ? {
        snapshotId: explanation.snapshot.snapshotId,
        source: explanation.snapshot.source,
        fetchedAt: isoTime(explanation.snapshot.fetchedAt),
        postdatesEvent: explanation.snapshot.postdatesEvent,
      }
    : null,
  hints: explanation.hints.map((hint) => ({ ...hint, sentence: hintSentence(hint) })),
});

export const costToJson = (cost: Cost): CostJson => ({
  totalUsd: cost.total === null ? null : formatUsd(cost.total),
  lines: cost.lines.map(lineToJson),
  flags: cost.flags,
  notPriced: cost.notPriced,
});

export const resolutionToJson = (resolution: Resolution): ResolutionJson => ({
  source: resolution.source,
  provider: resolution.provider ?? null,
  providerFrom: resolution.providerFrom ?? null,
  warnings: resolution.warnings,
  version: "version" in resolution ? versionToJson(resolution.version) : null,
  catalog:
    "hit" in resolution
      ? {
          key: resolution.hit.key,
          snapshotId: resolution.hit.snapshotId,
          litellmProvider: resolution.hit.litellmProvider ?? null,
        }
      : null,
  terms: resolution.source === "none" ? null : termsToJson(resolution.terms),
});

const rungToJson = (trace: RungTrace): RungJson => ({
  rung: trace.rung,
  standing: trace.standing,
  lookups: trace.lookups.map(lookupToJson),
  resolution: trace.resolution ? resolutionToJson(trace.resolution) : null,
  cost: trace.cost ? costToJson(trace.cost) : null,
});

const lookupToJson = (lookup: Lookup): LookupJson => ({
  lookedUp: lookup.lookedUp,
  matchedBy: lookup.matchedBy,
  outcome: lookup.outcome,
  reason: lookup.reason,
  sentence: lookupSentence(lookup),
  version: lookup.version ? versionToJson(lookup.version) : null,
  catalogKey: lookup.catalogKey ?? null,
  snapshotId: lookup.snapshotId ?? null,
});

const versionToJson = (version: PriceVersion): VersionJson => ({
  versionId: version.versionId,
  model: version.model,
  provider: version.provider,
  isActive: version.isActive,
  validFrom: version.validFrom === null ? null : isoTime(version.validFrom),
  validUntil: version.validUntil === null ? null : isoTime(version.validUntil),
});

function lineToJson(line: CostLine): CostLineJson {
  const common = { unit: line.unit, kind: line.kind, amountUsd: formatUsd(line.amount) };
  switch (line.unit) {
    case "token":
      return {
        ...common,
        quantity: line.quantity,
        ratePer1M: formatPer1M(line.rate),
        ...(line.rateOf === undefined ? {} : { rateOf: line.rateOf }),
        ...(line.isHalved ? { isHalved: true } : {}),
      };
    case "unit":
      return { ...common, quantity: line.quantity, usdPerUnit: formatDecimal(line.usdPerUnit) };
    case "request":
      return { ...common, quantity: line.quantity };
    case "adjustment":
      return line.factor ? { ...common, factor: formatDecimal(line.factor) } : common;
  }
}

const isoTime = (at: number): string => new Date(at).toISOString();

type KeptPrice = Readonly<{ field: string; value: string; sentence: string }>;

const REASONS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/_dbu_cost_per_token$/, "the price in Databricks units (DBU). The USD price beside it is what is charged"],
  [/_above_\d+s_interval$/, "a price of video by the length of its interval. The price per second is what is charged"],
  [/_above_\d+k?_tokens$/, "a price by another unit above a prompt's length. Its price below is what is charged"],
  [/audio_token_cost$/, "a price of writing audio to a cache. Cache writes are charged by their own rate"],
  [/image_token_cost$/, "a price of reading images from a cache. Cache reads are charged by their own rate"],
  [/^output_cost_per_image_/, "a price by the size of an image. The price of any image is what is charged"],
];
const UNKNOWN = "a price that no request is charged by yet";

/**
 * Price fields that a price carries and nobody is charged by, in words.
 * Units   as the source states them; the value is its JSON text.
 * Source  LiteLLM 1.106: its calculator reads none of these either; what it says beside them is in the sentence.
 */
export const keptPrices = ({ unknownFields }: PriceTerms): readonly KeptPrice[] =>
  [...(unknownFields ?? [])].map(([field, value]) => {
    const reason = REASONS.find(([pattern]) => pattern.test(field))?.[1] ?? UNKNOWN;
    return { field, value, sentence: `Kept, not charged: ${field} = ${value}, ${reason}.` };
  });
