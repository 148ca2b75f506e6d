/**
 * What other prices would have changed for the requests of the last 30 days, and which rules no longer answer.
 * Units   decimal strings in USD. Time: prices as of now on both sides.
 * Source  from the rollup where both prices are linear, from rows where one of them looks at the length of prompts.
 */
import {
  type CostSettings,
  type KnownName,
  newlyUnreachable,
  type Prices,
  type ShadowedRule,
  shadowedRules,
  type UnreachableWildcard,
} from "@ratecard/pricing";
import type { FailingCase } from "@ratecard/contract";
import type { Pool } from "pg";
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
import { type CaseChange, failingCases } from "./failing-cases";
import { LAST_DAYS, rowsOfNames } from "./rows-of-names";
import { findTraffic } from "./traffic";
import { USAGE_DAYS } from "./usage-of-models";

export type PricesImpact = ChangeImpact &
  Readonly<{
    days: number;
    /** True: of requests out of the ordinary there are more different ones than were looked at; the sums are without the rarest. */
    isPartial: boolean;
    /** Golden cases that would fail. */
    failingCases: readonly FailingCase[];
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
    cases,
    nameOf,
    adjustmentsAfter,
  }: Readonly<{
    cases: CaseChange;
    nameOf?: NameOf | undefined;
    adjustmentsAfter?: Change["adjustmentsAfter"];
  }>,
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
    return { traffic, known, rows: await rowsOfNames(pool, namesToRead(change, traffic), LAST_DAYS(now)) };
  };
  const { traffic, known, rows: found } = await gate.pass(read);
  const { isPartial, ...rows } = found;
  return {
    ...impactOfChange(change, traffic, rows, nameOf),
    days: USAGE_DAYS,
    isPartial,
    failingCases: await failingCases(ctx, cases),
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

const KNOWN = `
  SELECT DISTINCT listed.name AS model, found.provider
  FROM litellm_servers AS server CROSS JOIN unnest(server.supported_models) AS listed (name)
    LEFT JOIN discovered_models AS found ON found.server_id = server.id AND found.name = listed.name
  WHERE server.is_active
  UNION
  SELECT custom_name, custom.provider FROM custom_models AS custom JOIN litellm_servers AS server ON server.id = custom.server_id
  WHERE server.is_active AND custom.is_active`;

/** Names that somebody may send, whether or not anybody did: what active servers list, and custom names. */
async function findKnownNames(pool: Pool): Promise<readonly Name[]> {
  const { rows } = await pool.query<{ model: string; provider: string | null }>(KNOWN);
  return rows.map(({ model, provider }) => ({ model, provider: provider ?? undefined }));
}

/** What other discounts and margins would have changed for the requests of the last 30 days, were they in force now. */
export async function impactOfAdjustments(
  ctx: Measuring,
  after: NonNullable<CostSettings["adjustments"]>,
): Promise<PricesImpact> {
  const { book, catalog } = ctx.prices.now();
  const cases = adjustmentCases(ctx, after, null);
  return measureImpact(ctx, { book, catalog }, { book, catalog }, { adjustmentsAfter: after, cases });
}

/** `from`: since when they would be in force; null: from now. */
export function adjustmentCases(
  { prices, clock }: Measuring,
  after: NonNullable<CostSettings["adjustments"]>,
  from: Date | null,
): CaseChange {
  const { book, catalog } = prices.now();
  const now = clock().getTime();
  const since = from?.getTime() ?? now;
  return { after: { book, catalog }, adjustmentsAfter: after, since, moments: [Math.max(now, since)] };
}
