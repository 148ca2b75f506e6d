/**
 * A name somebody made up: which model stands behind it on which server, and whether that one has a price.
 * `my-chatbot` that routes to `claude-sonnet-4.5` is priced as `my-chatbot`.
 */
import { formatUsd } from "@ratecard/money";
import {
  costOf,
  DEFAULT_COST_SETTINGS,
  type PricingSource,
  type Resolution,
  resolve,
  type TermsJson,
  termsToJson,
} from "@ratecard/pricing";
import type { Pool } from "pg";
import type { PricesNow } from "#server/pricing/live-prices";

export type NameMapping = Readonly<{
  server: string;
  actualModel: string;
  provider: string | null;
  /** How the model behind the name is priced by itself. */
  source: PricingSource;
  /** null: it has no price of its own. */
  terms: TermsJson | null;
  sentence: string;
}>;

export async function mappingsOf(
  pool: Pool,
  name: string,
  prices: PricesNow,
  at: number,
  isNamePriced: boolean,
): Promise<readonly NameMapping[]> {
  const mappings = await findMappings(pool, name);
  return mappings.map(({ server, actualModel, provider }) => {
    const base = resolve(prices.book, prices.catalog, { model: actualModel, provider: provider ?? undefined, at });
    const isPriced = base.source !== "default" && base.source !== "none";
    return {
      server,
      actualModel,
      provider,
      source: base.source,
      terms: isPriced ? termsToJson(base.terms) : null,
      sentence: sentenceOf(name, actualModel, server, isPriced ? base : null, isNamePriced),
    };
  });
}

function sentenceOf(
  name: string,
  actual: string,
  server: string,
  base: Exclude<Resolution, { source: "none" }> | null,
  isNamePriced: boolean,
) {
  const routing = `On "${server}" the name "${name}" leads to "${actual}".`;
  if (isNamePriced) return `${routing} "${name}" is priced by itself; what "${actual}" costs does not matter.`;
  if (!base) return `${routing} "${actual}" has no price either. Price one of them.`;
  return `${routing} The base "${actual}" has a price${typicalText(base)}. "${name}" needs one of its own, or a copy of it.`;
}

/** 1,000 tokens in, 500 out, where that is what its price is of. */
function typicalText(base: Exclude<Resolution, { source: "none" }>): string {
  const { total } = costOf(base.terms, { promptTokens: 1000, completionTokens: 500 }, DEFAULT_COST_SETTINGS);
  return total === null ? "" : `: a typical request costs $${formatUsd(total)}`;
}

type Mapping = Readonly<{ server: string; actualModel: string; provider: string | null }>;

/** Custom names and the models behind them, as explain shows them. */
async function findMappings(pool: Pool, name: string): Promise<readonly Mapping[]> {
  const { rows } = await pool.query<{ server: string; actual_model: string; provider: string | null }>(
    `SELECT server.name AS server, mapping.actual_model, mapping.provider
     FROM custom_models AS mapping JOIN litellm_servers AS server ON server.id = mapping.server_id
     WHERE mapping.custom_name = $1 AND mapping.is_active ORDER BY server.name, mapping.actual_model`,
    [name],
  );
  return rows.map((row) => ({ server: row.server, actualModel: row.actual_model, provider: row.provider }));
}
