/**
 * Golden cases as the table keeps them, and as they are answered.
 * Units   USD as decimal text; usage as events have it. Time: ISO 8601 UTC.
 */
import type { SavePriceCase } from "@ratecard/contract";
import { parseUsd } from "@ratecard/money";
import type { PriceCase, PricingSource } from "@ratecard/pricing";
import { isoInstant } from "@ratecard/prisma";
import type { Pool } from "pg";
import { usageOf } from "#server/ledger/usage-of-event";

export type PriceCaseView = Readonly<{
  id: string;
  set: string;
  label: string;
  model: string;
  provider: string | null;
  usage: SavePriceCase["usage"];
  at: string | null;
  expectedUsd: string;
  expectedSource: PricingSource | null;
  gateway: string | null;
  requestId: string | null;
  createdBy: string;
  createdAt: string;
  changedBy: string;
  changedAt: string;
  /** Why the expected cost was changed last. */
  reason: string | null;
}>;

const instant = (column: string) => isoInstant(column, "MS");

const CASES = `SELECT id, set_name AS set, label, model, provider, usage, ${instant("at")} AS at,
    trim_scale(expected_usd)::text AS "expectedUsd", expected_source AS "expectedSource", gateway, request_id AS "requestId",
    created_by AS "createdBy", ${instant("created_at")} AS "createdAt", changed_by AS "changedBy",
    ${instant("changed_at")} AS "changedAt", reason
  FROM price_cases WHERE $1::text IS NULL OR set_name = $1 ORDER BY set_name, label`;

/** Without a set all of them. */
export async function findPriceCases(pool: Pool, set?: string): Promise<readonly PriceCaseView[]> {
  return (await pool.query<PriceCaseView>(CASES, [set ?? null])).rows;
}

export type KnownCase = PriceCase & Readonly<{ view: PriceCaseView }>;

/** Errors: an amount nobody can read, which the table does not hold. */
export function knownCase(view: PriceCaseView): KnownCase {
  const amount = parseUsd(view.expectedUsd);
  if (!amount.ok)
    throw new Error(`The expected cost of the golden case ${view.id} cannot be read: ${view.expectedUsd}`);
  return {
    id: view.id,
    model: view.model,
    provider: view.provider ?? undefined,
    usage: usageOf(view.usage),
    at: view.at === null ? null : Date.parse(view.at),
    expectedUsd: amount.value,
    expectedSource: view.expectedSource,
    view,
  };
}
