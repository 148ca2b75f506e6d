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
import type { ActingContext } from "#server/services/context";
import { createGate } from "#server/write/create-gate";
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

/** Each reads a month: many at once would take the pool from the intake. */
const gate = createGate({ running: 2, waiting: 200 });

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
  const read = async () => {
    const [traffic, known] = [await findTraffic(pool, now), await findKnownNames(pool)];
    return { traffic, known, rows: await rowsOfNames(pool, namesToRead(change, traffic), now) };
  };
  const { traffic, known, rows: found } = await gate.pass(read);
  const { isPartial, ...rows } = found;
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
