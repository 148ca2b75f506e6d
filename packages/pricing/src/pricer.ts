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
type Memo = Readonly<{
  provider: string | undefined;
  serverProvider: string | undefined;
  from: number;
  until: number;
  resolution: Resolution;
  plan: FlatPlan | undefined;
  /** Of a plain cost at this resolution. */
  flags: readonly CostFlag[];
  origin: PriceOrigin;
  /** Another provider or window of the same name; the newest comes first. */
  older: Memo | undefined;
}>;

/** Names come from outside: beyond this many the memory starts anew. */
const MOST_MEMOS = 50_000;

/** Remembers resolutions by model and named providers; make a new one when book, catalogue or settings change. */
export function createPricer(book: PriceBook, catalog: CatalogView, settings: PricerSettings): Pricer {
  const newest = new Map<string, Memo>();
  let count = 0;

  const remember = (event: UsageEvent): Memo => {
    if (count >= MOST_MEMOS) {
      newest.clear();
      count = 0;
    }
    count += 1;
    const memo = memoOf(book, catalog, event, settings, newest.get(event.model));
    newest.set(event.model, memo);
    return memo;
  };

  const charge = (event: UsageEvent): ChargedEvent => {
    const memo = recall(newest.get(event.model), event) ?? remember(event);
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
): PricedEvent => flatten(chargeFully(memoOf(book, catalog, event, settings, undefined), event, settings));

function recall(newest: Memo | undefined, event: UsageEvent): Memo | undefined {
  let memo = newest;
  while (memo !== undefined && !isFor(memo, event)) memo = memo.older;
  return memo;
}

const isFor = (memo: Memo, { provider, serverProvider, at }: UsageEvent): boolean =>
  memo.provider === provider && memo.serverProvider === serverProvider && at >= memo.from && at < memo.until;

function memoOf(
  book: PriceBook,
  catalog: CatalogView,
  event: UsageEvent,
  settings: PricerSettings,
  older: Memo | undefined,
): Memo {
  const resolution = resolve(book, catalog, event, settings.onUnpriced);
  return {
    provider: event.provider,
    serverProvider: event.serverProvider,
    ...stableWindow(book, catalog, event.model, event.at),
    resolution,
    plan: resolution.source === "none" ? undefined : flatPlan(resolution.terms, resolution.provider, settings),
    flags: withResolutionFlags([], resolution),
    origin: originOf(resolution),
    older,
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
