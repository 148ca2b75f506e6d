/**
 * What other prices would have meant for the requests of the last 30 days, and which rules no longer answer.
 * Units   decimal strings in USD. Time: prices as of now on both sides.
 * Source  from the rollup where both prices are linear, from rows where one of them looks at the length of prompts.
 */
import {
  type KnownName,
  newlyUnreachable,
  type Prices,
  type ShadowedRule,
  shadowedRules,
  type UnreachableWildcard,
} from "@ratecard/pricing";
import type { ActingContext } from "#server/context";
import {
  type Change,
  type ChangeImpact,
  impactOfChange,
  type Name,
  type NameOf,
  namesToRead,
  type Traffic,
} from "./impact-of-change";
import { findKnownNames } from "./known-names";
import { rowsOfNames } from "./rows-of-names";
import { findTraffic } from "./traffic";
import { USAGE_DAYS } from "./usage-of-models";

export type PricesImpact = ChangeImpact &
  Readonly<{
    days: number;
    /** True: of requests out of the ordinary there are more different ones than were looked at; the sums are without the rarest. */
    isPartial: boolean;
    /** Rules that stand and answer no longer, for names with requests, listed names and custom names. */
    shadowed: readonly ShadowedRule[];
    /** Wildcards that no name can reach any more. */
    unreachable: readonly UnreachableWildcard[];
  }>;

export type Measuring = Pick<ActingContext, "db" | "prices" | "clock">;

export async function measureImpact(
  ctx: Measuring,
  before: Prices,
  after: Prices,
  {
    nameOf,
    adjustmentsAfter,
  }: Readonly<{ nameOf?: NameOf | undefined; adjustmentsAfter?: Change["adjustmentsAfter"] }> = {},
): Promise<PricesImpact> {
  const { pool } = ctx.db;
  const now = ctx.clock();
  const at = now.getTime();
  const { settings, onUnpriced } = ctx.prices.now();
  const change = {
    before,
    after,
    settings: { ...settings, onUnpriced },
    at,
    ...(adjustmentsAfter && { adjustmentsAfter }),
  };
  const [traffic, known] = await Promise.all([findTraffic(pool, now), findKnownNames(pool)]);
  const { isPartial, ...rows } = await rowsOfNames(pool, namesToRead(change, traffic), now);
  return {
    ...impactOfChange(change, traffic, rows, nameOf),
    days: USAGE_DAYS,
    isPartial,
    shadowed: shadowedRules(before, after, namesOf(traffic, known), at),
    unreachable: newlyUnreachable(before.book, after.book, at),
  };
}

/** Each name and provider once, with its requests. */
function namesOf(traffic: readonly Traffic[], known: readonly Name[]): Iterable<KnownName> {
  const names = new Map<string, KnownName>();
  for (const { model, provider } of known)
    names.set(JSON.stringify([model, provider]), { model, provider, requests: 0 });
  for (const { model, provider, requests } of traffic) {
    names.set(JSON.stringify([model, provider]), { model, provider, requests });
  }
  return names.values();
}
