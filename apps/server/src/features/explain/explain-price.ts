/**
 * Why a name costs what it costs: the chain with every rung, the arithmetic, and what is known about the name beside prices.
 * Units   as @ratecard/pricing's JSON: decimal strings in USD, rates per 1,000,000 tokens. Time: ISO 8601 UTC.
 * Errors  INVALID_INPUT for parts beyond their whole; no price is an answer.
 */
import type { ExplainPrice } from "@ratecard/contract";
import { type ExplanationJson, explain, explanationToJson, type OnUnpriced, strictError } from "@ratecard/pricing";
import type { ActingContext } from "#server/services/context";
import { usageOf } from "#server/ledger/usage-of-event";
import { checkCounts } from "./check-counts";
import { type NameMapping, mappingsOf } from "./mappings-of-name";

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
