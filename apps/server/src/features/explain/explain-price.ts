/**
 * Why a name costs what it costs: the chain with every rung, the arithmetic, and what is known about the name beside prices.
 * Units   as @ratecard/pricing's JSON: decimal strings in USD, rates per 1,000,000 tokens. Time: ISO 8601 UTC.
 * Errors  INVALID_INPUT for parts beyond their whole; no price is an answer.
 */
import type { ComputeCost, ExplainPrice } from "@ratecard/contract";
import { formatUsd } from "@ratecard/money";
import {
  type CostJson,
  costOf,
  costToJson,
  DEFAULT_COST_SETTINGS,
  explain,
  type ExplanationJson,
  explanationToJson,
  type OnUnpriced,
  type PricingSource,
  type Resolution,
  type ResolutionJson,
  resolutionToJson,
  resolve,
  strictError,
  type TermsJson,
  termsToJson,
} from "@ratecard/pricing";
import type { Pool } from "pg";
import { DomainError } from "#server/errors/domain-error";
import { partsProblem, usageOf } from "#server/ledger/usage-of-event";
import type { PricesNow } from "#server/pricing/live-prices";
import { termsOfInput } from "#server/entries/draft-of-input";
import type { ActingContext } from "#server/services/context";

export type ExplainedPrice = ExplanationJson &
  Readonly<{
    /** What strict mode answers when no rung has a price, hints included; null when one has. */
    strictError: string | null;
    onUnpriced: OnUnpriced;
    /** Servers that route this name to another model. The sent name is priced, never the one behind it. */
    mappings: readonly NameMapping[];
  }>;

export async function explainPrice({ db, prices, clock }: ActingContext, input: ExplainPrice): Promise<ExplainedPrice> {
  checkCounts(input);
  const now = clock().getTime();
  const at = input.at === undefined ? now : Date.parse(input.at);
  const { book, catalog, settings, onUnpriced } = prices.now();
  const { model, provider } = input;
  const usage = usageOf(input);
  const explanation = explain(book, catalog, { model, provider, at, usage }, { settings, now, onUnpriced });
  const { source } = explanation.resolution;
  const isMiss = source === "default" || source === "none";
  return {
    ...explanationToJson(explanation),
    strictError: isMiss ? strictError(model, explanation.hints) : null,
    onUnpriced,
    mappings: await mappingsOf(db.pool, model, prices.now(), at, !isMiss),
  };
}

/** `place` goes before the field, as `usage.`. */
function checkCounts(counts: Parameters<typeof partsProblem>[0], place = ""): void {
  const found = partsProblem(counts);
  if (!found) return;
  throw new DomainError("INVALID_INPUT", { issues: [{ ...found, field: place + found.field }] });
}

type ComputedCost = Readonly<{
  /** null: no rung has a price (strict mode). */
  cost: CostJson | null;
  /** null: the rates came with the question. */
  resolution: ResolutionJson | null;
}>;

/**
 * What a usage costs at the price of a model, or at rates given with the question. Writes nothing anywhere.
 * Errors  INVALID_INPUT names the rate that is no price.
 */
export function computeCost({ prices, clock }: ActingContext, input: ComputeCost): ComputedCost {
  const { book, catalog, settings, onUnpriced } = prices.now();
  const at = input.at ? Date.parse(input.at) : clock().getTime();
  checkCounts(input.usage, "usage.");
  const usage = usageOf(input.usage);
  if (input.rates) {
    const read = termsOfInput(input.rates);
    if (!read.ok) {
      const issues = read.issues.map((issue) => ({ ...issue, field: `rates.${issue.field}` }));
      throw new DomainError("INVALID_INPUT", { issues });
    }
    // Of rates that nobody is asked for, no provider grants a discount.
    const { typicalInputTokens, typicalOutputTokens } = settings;
    const cost = costOf(read.terms, usage, { typicalInputTokens, typicalOutputTokens }, { at });
    return { cost: costToJson(cost), resolution: null };
  }
  const request = { model: input.model ?? "", provider: input.provider ?? undefined, at };
  const { cost, resolution } = explain(book, catalog, { ...request, usage }, { settings, now: at, onUnpriced });
  return { cost: cost ? costToJson(cost) : null, resolution: resolutionToJson(resolution) };
}

type NameMapping = Readonly<{
  server: string;
  actualModel: string;
  provider: string | null;
  /** How the model behind the name is priced by itself. */
  source: PricingSource;
  /** null: it has no price of its own. */
  terms: TermsJson | null;
  sentence: string;
}>;

/**
 * A name somebody made up: which model stands behind it on which server, and whether that one has a price.
 * `my-chatbot` that routes to `claude-sonnet-4.5` is priced as `my-chatbot`.
 */
async function mappingsOf(
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

/** Custom names and their base models, as explain shows them. */
async function findMappings(pool: Pool, name: string): Promise<readonly Mapping[]> {
  const { rows } = await pool.query<{ server: string; actual_model: string; provider: string | null }>(
    `SELECT server.name AS server, mapping.actual_model, mapping.provider
     FROM custom_models AS mapping JOIN litellm_servers AS server ON server.id = mapping.server_id
     WHERE mapping.custom_name = $1 AND mapping.is_active ORDER BY server.name, mapping.actual_model`,
    [name],
  );
  return rows.map((row) => ({ server: row.server, actualModel: row.actual_model, provider: row.provider }));
}
