/**
 * Resolution and cost of one event after another, for intake and re-costing.
 *
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
import type { PriceBook } from "./price-book";
import { createMemory, MOST_OF_GENERATION, type Remembered } from "./memory";
import type { OnUnpriced, PriceRequest, PricingSource, Resolution } from "./resolution";
import { resolve } from "./resolve";
import { stableWindow } from "./stable-window";
import type { Usage } from "./usage";

/** Which price was used and how it was found; one object for all events priced by it. */
export type PriceOrigin = Readonly<{
  source: PricingSource;
  versionId: string | undefined;
  catalogKey: string | undefined;
  snapshotId: string | undefined;
  provider: string | undefined;
}>;

/** `costUsd` null: not priced, which is not 0. `notPriced`: what was consumed and has no rate. */
export type ChargedEvent = Readonly<{
  origin: PriceOrigin;
  costUsd: PicoUsd | null;
  flags: readonly CostFlag[];
  notPriced: readonly string[];
}>;

/** The same, flat. */
export type PricedEvent = PriceOrigin & Omit<ChargedEvent, "origin">;

export type PricerSettings = CostSettings & Readonly<{ onUnpriced?: OnUnpriced }>;

export type UsageEvent = PriceRequest & Readonly<{ usage: Usage }>;

export interface Pricer {
  /** The lean form: the origin is shared, so an event costs one small object. */
  charge(event: UsageEvent): ChargedEvent;
  price(event: UsageEvent): PricedEvent;
}

/** One resolution and how long it holds. */
type Memo = Remembered &
  Readonly<{
    /** As the event and the server named it. */
    named: Pick<PriceRequest, "provider" | "serverProvider">;
    resolution: Resolution;
    plan: FlatPlan | undefined;
    /** Of a plain cost at this resolution. */
    flags: readonly CostFlag[];
    origin: PriceOrigin;
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
    return costUsd === undefined
      ? chargeFully(memo, event, settings)
      : { origin: memo.origin, costUsd, flags: memo.flags, notPriced: NONE };
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

const isFor = ({ named, from, until }: Memo, { provider, serverProvider, at }: UsageEvent): boolean =>
  named.provider === provider && named.serverProvider === serverProvider && at >= from && at < until;

/** The server's provider counts only where the event names none. */
const providerKey = ({ provider, serverProvider }: UsageEvent): string | undefined =>
  provider === undefined && serverProvider !== undefined ? `server ${serverProvider}` : provider;

function memoOf(book: PriceBook, catalog: CatalogView, event: UsageEvent, settings: PricerSettings): Memo {
  const resolution = resolve(book, catalog, event, settings.onUnpriced);
  return {
    provider: providerKey(event),
    named: { provider: event.provider, serverProvider: event.serverProvider },
    ...stableWindow(book, catalog, event.model, event.at),
    resolution,
    plan: resolution.source === "none" ? undefined : flatPlan(resolution.terms, resolution.provider, settings),
    flags: withResolutionFlags([], resolution),
    origin: originOf(resolution),
  };
}

function chargeFully(memo: Memo, event: UsageEvent, settings: PricerSettings): ChargedEvent {
  const { resolution, origin } = memo;
  if (resolution.source === "none") return { origin, costUsd: null, flags: memo.flags, notPriced: NONE };
  const context = { at: event.at, provider: resolution.provider };
  const cost = costOf(resolution.terms, event.usage, settings, context);
  const flags = withResolutionFlags(cost.flags, resolution);
  return { origin, costUsd: cost.total, flags, notPriced: cost.notPriced };
}

const originOf = (resolution: Resolution): PriceOrigin => ({
  source: resolution.source,
  versionId: "version" in resolution ? resolution.version.versionId : undefined,
  catalogKey: "hit" in resolution ? resolution.hit.key : undefined,
  snapshotId: "hit" in resolution ? resolution.hit.snapshotId : undefined,
  provider: resolution.provider,
});

const flatten = ({ origin, ...charged }: ChargedEvent): PricedEvent => ({ ...origin, ...charged });

const NONE: readonly never[] = [];
