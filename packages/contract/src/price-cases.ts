/**
 * Golden cases: a name, what was consumed, and what that has to cost. They are checked before any price is published.
 * Units   whole tokens as events have them; USD as decimal text. Time: ISO 8601 with an offset.
 */
import { PRICING_SOURCES } from "@ratecard/pricing";
import { z } from "zod";
import { Name } from "./name";
import { GivenReason, Reason } from "./reason";
import { GatewayName } from "./requests";
import { Usd } from "./usd";
import { EventConditions, EventCounts, EventUnits } from "./usage-fields";
import { Instant } from "./instant";
import { zodMessage } from "./problems/zod-problems";

export const MOST_PRICE_CASES = 2000;

const CaseUsage = z.strictObject({ ...EventCounts, ...EventConditions, units: EventUnits.nullish() });

const Expected = {
  expectedUsd: Usd,
  /** The rung that has to answer; null or missing: whichever. */
  expectedSource: z.enum(PRICING_SOURCES, zodMessage("not-one-of", { options: PRICING_SOURCES })).nullish(),
};

/** A case of the same label in the same set is replaced. */
export const SavePriceCase = z.strictObject({
  label: Name,
  set: Name.default("General"),
  model: Name,
  provider: Name.nullish(),
  usage: CaseUsage,
  /** At the price of that time; null or missing: at the price of whenever it is checked. */
  at: Instant.nullish(),
  ...Expected,
  /** Which request it was made from. */
  request: z.strictObject({ gateway: GatewayName, requestId: GatewayName }).nullish(),
  reason: Reason,
});
export type SavePriceCase = z.output<typeof SavePriceCase>;

export const ImportPriceCases = z.strictObject({
  cases: z
    .array(SavePriceCase)
    .min(1, zodMessage("empty-list", { of: "case" }))
    .max(MOST_PRICE_CASES, zodMessage("too-many", { most: MOST_PRICE_CASES, of: "cases" })),
});
export type ImportPriceCases = z.output<typeof ImportPriceCases>;

const Id = z.uuid(zodMessage("not-an-id", { of: "a golden case" }));

/** What it has to cost from now on, and why. */
export const UpdatePriceCase = z.strictObject({ id: Id, ...Expected, reason: GivenReason });
export type UpdatePriceCase = z.output<typeof UpdatePriceCase>;

export const RemovePriceCase = z.strictObject({ id: Id, reason: Reason });
export type RemovePriceCase = z.output<typeof RemovePriceCase>;

/** Without a set all of them. */
export const CheckPriceCases = z.strictObject({ set: Name.optional() });
export type CheckPriceCases = z.output<typeof CheckPriceCases>;
