/**
 * Why a name costs what it costs: the chain with every rung, the arithmetic, and what is known about the name beside prices.
 * Units   as @ratecard/pricing's JSON: decimal strings in USD, rates per 1,000,000 tokens. Time: ISO 8601 UTC.
 * Errors  INVALID_INPUT for parts beyond their whole; no price is an answer.
 */
import type { ComputeCost, ExplainPrice } from "@ratecard/contract";
import {
  type CostJson,
  costOf,
  costToJson,
  explain,
  type ExplanationJson,
  explanationToJson,
  type OnUnpriced,
  type ResolutionJson,
  resolutionToJson,
  strictError,
} from "@ratecard/pricing";
import { DomainError } from "#server/errors/domain-error";
import { partsProblem, usageOf } from "#server/ledger/usage-of-event";
import { termsOfForm } from "#server/pricing/price-form";
import type { ActingContext } from "#server/services/context";
import { mappingsOf, type NameMapping } from "./mappings-of-name";

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
  const [field, problem] = found;
  throw new DomainError("INVALID_INPUT", { issues: [{ field: place + field, problem }] });
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
    const read = termsOfForm(input.rates);
    if (!read.ok) {
      const issues = read.issues.map(({ field, problem }) => ({ field: `rates.${field}`, problem }));
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
