/**
 * What a change of the price book would have done to requests of the past: each priced by the book as it is and as it would be.
 * Units   decimal strings in USD; requests as counts.
 * Source  @ratecard/pricing prices both sides, so a preview and the intake cannot disagree.
 */
import { add, formatUsd, type PicoUsd, times, ZERO } from "@ratecard/money";
import {
  type CatalogView,
  type CostSettings,
  type OnUnpriced,
  type PriceBook,
  type PricedEvent,
  type PricingSource,
  price,
  type Usage,
} from "@ratecard/pricing";

/** Requests that are alike in everything that prices them. */
export type AlikeRequests = Readonly<{ model: string; provider: string | undefined; usage: Usage; requests: number }>;

export type ModelImpact = Readonly<{
  model: string;
  requests: number;
  beforeUsd: string;
  afterUsd: string;
  sourceBefore: PricingSource;
  sourceAfter: PricingSource;
}>;

export type ChangeImpact = Readonly<{
  requests: number;
  beforeUsd: string;
  afterUsd: string;
  /** Only models whose price the change touches, dearest move first. */
  models: readonly ModelImpact[];
}>;

export type Pricing = Readonly<{
  before: PriceBook;
  after: PriceBook;
  catalog: CatalogView;
  settings: CostSettings & Readonly<{ onUnpriced: OnUnpriced }>;
  /** Epoch ms: prices as of now, whatever the time of the request. */
  at: number;
}>;

type Sum = { requests: number; before: PicoUsd; after: PicoUsd; sources: [PricingSource, PricingSource] };

type NameOf = (group: AlikeRequests, before: PricedEvent, after: PricedEvent) => string;

/** `nameOf` says under which name a request is summed; without it, the one it was sent under. */
export function impactOfChange(
  groups: readonly AlikeRequests[],
  pricing: Pricing,
  nameOf: NameOf = ({ model }) => model,
): ChangeImpact {
  const sums = new Map<string, Sum>();
  for (const group of groups) {
    const { model, provider, usage, requests } = group;
    const event = { model, provider, usage, at: pricing.at };
    const before = price(pricing.before, pricing.catalog, event, pricing.settings);
    const after = price(pricing.after, pricing.catalog, event, pricing.settings);
    if (isSamePrice(before, after)) continue;
    const name = nameOf(group, before, after);
    const sum = sums.get(name) ?? { requests: 0, before: ZERO, after: ZERO, sources: [before.source, after.source] };
    sums.set(name, {
      ...sum,
      requests: sum.requests + requests,
      before: add(sum.before, times(before.costUsd, requests)),
      after: add(sum.after, times(after.costUsd, requests)),
    });
  }
  return total([...sums]);
}

const isSamePrice = (before: PricedEvent, after: PricedEvent) =>
  before.source === after.source && before.versionId === after.versionId && before.catalogKey === after.catalogKey;

function total(sums: readonly (readonly [string, Sum])[]): ChangeImpact {
  const models = sums.map(([model, { requests, before, after, sources }]) => ({
    model,
    requests,
    beforeUsd: formatUsd(before),
    afterUsd: formatUsd(after),
    sourceBefore: sources[0],
    sourceAfter: sources[1],
  }));
  return {
    requests: sums.reduce((count, [, sum]) => count + sum.requests, 0),
    beforeUsd: formatUsd(sums.reduce((amount, [, sum]) => add(amount, sum.before), ZERO)),
    afterUsd: formatUsd(sums.reduce((amount, [, sum]) => add(amount, sum.after), ZERO)),
    models: models.sort((a, b) => b.requests - a.requests || (a.model < b.model ? -1 : 1)),
  };
}
