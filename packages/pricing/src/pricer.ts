/**
 * Resolution and cost of one event after another, for intake and re-costing.
 * Units   total in pico-USD.
 * Time    a memo holds only within the windows and the snapshot it was made in.
 * Errors  none. Answers what `price` answers, from resolve and costOf; it only remembers.
 */
import type { PicoUsd } from "@ratecard/money";
import type { CatalogView } from "./catalog-view";
import { costOf } from "./cost-of";
import type { CostFlag, CostSettings } from "./cost-result";
import { withResolutionFlags } from "./explain";
import { type FlatPlan, flatPlan, flatTotal } from "./flat-plan";
import { createMemory, MOST_OF_GENERATION, type Remembered } from "./memory";
import type { PriceBook } from "./price-book";
import type { OnUnpriced, PriceRequest, PricingSource, Resolution } from "./resolution";
import { resolve } from "./resolve";
import { stableWindow } from "./stable-window";
import type { Usage } from "./usage";

/** Which price was used, how it was found and what was noticed; one object for all plain events priced by it. */
export type CostBasis = Readonly<{
  source: PricingSource;
  versionId: string | undefined;
  catalogKey: string | undefined;
  snapshotId: string | undefined;
  provider: string | undefined;
  flags: readonly CostFlag[];
  /** What was consumed and has no rate. */
  notPriced: readonly string[];
}>;

/** `costUsd` null: not priced, which is not 0. */
export type ChargedEvent = Readonly<{ basis: CostBasis; costUsd: PicoUsd | null }>;

/** The same, flat. */
export type PricedEvent = CostBasis & Readonly<{ costUsd: PicoUsd | null }>;

export type PricerSettings = CostSettings & Readonly<{ onUnpriced?: OnUnpriced }>;

export type UsageEvent = PriceRequest & Readonly<{ usage: Usage }>;

export interface Pricer {
  /** The lean form: the basis is shared, so an event costs one small object. */
  charge(event: UsageEvent): ChargedEvent;
  price(event: UsageEvent): PricedEvent;
}

/** One resolution and how long it holds. */
type Memo = Remembered &
  Readonly<{
    /** As the event named it. */
    eventProvider: string | undefined;
    serverProvider: string | undefined;
    resolution: Resolution;
    plan: FlatPlan | undefined;
    /** Of a plain cost at this resolution. */
    basis: CostBasis;
  }>;

/** Remembers resolutions by model and named providers; make a new one when book, catalogue or settings change. */
export function createPricer(book: PriceBook, catalog: CatalogView, settings: PricerSettings): Pricer {
  const memory = createMemory<Memo>();
  /** Of each name the memo used last: mostly it comes from one provider, at about the same time. */
  const latest = new Map<string, Memo>();

  const find = (event: UsageEvent): Memo => {
    const { model, at } = event;
    const known = memory.recall(model, providerKey(event), at);
    const memo = known ?? memoOf(book, catalog, event, settings);
    if (!known) memory.add(model, memo);
    if (latest.size >= MOST_OF_GENERATION) latest.clear();
    latest.set(model, memo);
    return memo;
  };

  const charge = (event: UsageEvent): ChargedEvent => {
    const last = latest.get(event.model);
    const memo = last && isFor(last, event) ? last : find(event);
    const costUsd = memo.plan && flatTotal(memo.plan, event.usage);
    return costUsd === undefined ? chargeFully(memo, event, settings) : { basis: memo.basis, costUsd };
  };
  return { charge, price: (event) => flatten(charge(event)) };
}

/** One event, without a memory: for previews and single questions. */
export const price = (
  book: PriceBook,
  catalog: CatalogView,
  event: UsageEvent,
  settings: PricerSettings,
): PricedEvent => flatten(chargeFully(memoOf(book, catalog, event, settings), event, settings));

const isFor = (memo: Memo, { provider, serverProvider, at }: UsageEvent): boolean =>
  memo.eventProvider === provider && memo.serverProvider === serverProvider && at >= memo.from && at < memo.until;

/** The server's provider counts only where the event names none. */
const providerKey = ({ provider, serverProvider }: UsageEvent): string | undefined =>
  provider === undefined && serverProvider !== undefined ? `server ${serverProvider}` : provider;

function memoOf(book: PriceBook, catalog: CatalogView, event: UsageEvent, settings: PricerSettings): Memo {
  const resolution = resolve(book, catalog, event, settings.onUnpriced);
  return {
    provider: providerKey(event),
    eventProvider: event.provider,
    serverProvider: event.serverProvider,
    ...stableWindow(book, catalog, event.model, event.at),
    resolution,
    plan: resolution.source === "none" ? undefined : flatPlan(resolution.terms, resolution.provider, settings),
    basis: basisOf(resolution),
  };
}

function chargeFully({ resolution, basis }: Memo, event: UsageEvent, settings: PricerSettings): ChargedEvent {
  if (resolution.source === "none") return { basis, costUsd: null };
  const context = { at: event.at, provider: resolution.provider };
  const { total, flags, notPriced } = costOf(resolution.terms, event.usage, settings, context);
  return { basis: { ...basis, flags: withResolutionFlags(flags, resolution), notPriced }, costUsd: total };
}

const basisOf = (resolution: Resolution): CostBasis => ({
  source: resolution.source,
  versionId: "version" in resolution ? resolution.version.versionId : undefined,
  catalogKey: "hit" in resolution ? resolution.hit.key : undefined,
  snapshotId: "hit" in resolution ? resolution.hit.snapshotId : undefined,
  provider: resolution.provider,
  flags: withResolutionFlags([], resolution),
  notPriced: [],
});

const flatten = ({ basis, costUsd }: ChargedEvent): PricedEvent => ({ ...basis, costUsd });
