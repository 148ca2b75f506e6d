/**
 * The shortcut for the plain case: fixed rates, counted tokens, nothing conditional.
 *
 * Units   pico-USD.
 * Errors  none: `undefined` means "not plain, ask costOf", which is the rule; this only repeats it faster.
 */
import { add, type PicoUsd, priceOfTokenPair, priceOfTokens, type RatePerToken, ZERO } from "@ratecard/money";
import { hasTokenPrice } from "./cost-of";
import type { CostSettings } from "./cost-result";
import { type EffectiveRates, effectiveRates } from "./effective-rates";
import type { PriceTerms } from "./price-terms";
import type { TokenKind } from "./token-kinds";
import type { Usage } from "./usage";

type Circumstances = Readonly<{ hasServiceTiers: boolean; hasMultipliers: boolean }>;

export type FlatPlan = Circumstances &
  (
    | Readonly<{ kind: "per-request"; amount: PicoUsd }>
    | Readonly<{
        kind: "tokens";
        input: RatePerToken;
        output: RatePerToken;
        cacheRead: RatePerToken | undefined;
        cacheWrite: RatePerToken | undefined;
        reasoning: RatePerToken | undefined;
      }>
  );
type TokenPlan = Extract<FlatPlan, { kind: "tokens" }>;

/** undefined where thresholds, tiers, windows, factors or adjustments may change the rates. */
export function flatPlan(
  terms: PriceTerms,
  provider: string | undefined,
  settings: CostSettings,
): FlatPlan | undefined {
  if (terms.thresholds ?? terms.tiers ?? terms.offPeak) return undefined;
  const { adjustments } = settings;
  if (adjustments?.has("global") || (provider !== undefined && adjustments?.has(provider))) return undefined;
  const circumstances: Circumstances = {
    hasServiceTiers: terms.serviceTiers !== undefined,
    hasMultipliers: terms.multipliers !== undefined,
  };
  if (hasTokenPrice(terms)) return tokenPlan(terms, circumstances);
  if (terms.perRequest === undefined) return undefined;
  return { ...circumstances, kind: "per-request", amount: terms.perRequest };
}

function tokenPlan(terms: PriceTerms, circumstances: Circumstances): TokenPlan | undefined {
  const rates = effectiveRates(terms, { promptTokens: 1, serviceTier: undefined, at: undefined });
  const [input, output] = [ownRate(rates, "input"), ownRate(rates, "output")];
  if (input === undefined || output === undefined) return undefined;
  return {
    ...circumstances,
    kind: "tokens",
    input,
    output,
    cacheRead: ownRate(rates, "cacheRead"),
    cacheWrite: ownRate(rates, "cacheWrite"),
    reasoning: rates.reasoning?.rate,
  };
}

const ownRate = (rates: EffectiveRates, kind: TokenKind): RatePerToken | undefined =>
  rates[kind]?.rateOf === kind ? rates[kind].rate : undefined;

/** What costOf would total, without flags of its own; undefined when the usage is not plain. */
export function flatTotal(plan: FlatPlan, usage: Usage): PicoUsd | undefined {
  if (isConditional(plan, usage)) return undefined;
  if (plan.kind === "per-request") return plan.amount;
  const { promptTokens, completionTokens } = usage;
  if (promptTokens === undefined || completionTokens === undefined) return undefined;
  if (promptTokens + completionTokens === 0 || hasRareParts(usage)) return undefined;
  const { cacheReadTokens = 0, cacheWriteTokens = 0, reasoningTokens = 0 } = usage;
  const parts = cacheReadTokens + cacheWriteTokens + reasoningTokens;
  if (parts === 0) return priceOfTokenPair(plan.input, promptTokens, plan.output, completionTokens);
  const input = promptTokens - cacheReadTokens - cacheWriteTokens;
  const output = completionTokens - reasoningTokens;
  if (input < 0 || output < 0) return undefined;
  const special = partsPrice(plan, cacheReadTokens, cacheWriteTokens, reasoningTokens);
  return special === undefined ? undefined : add(priceOfTokenPair(plan.input, input, plan.output, output), special);
}

function partsPrice(plan: TokenPlan, read: number, written: number, reasoned: number): PicoUsd | undefined {
  const reading = partPrice(plan.cacheRead, read);
  const writing = partPrice(plan.cacheWrite, written);
  const reasoning = partPrice(plan.reasoning, reasoned);
  return reading === undefined || writing === undefined || reasoning === undefined
    ? undefined
    : add(reading, add(writing, reasoning));
}

const partPrice = (rate: RatePerToken | undefined, tokens: number): PicoUsd | undefined =>
  tokens === 0 ? ZERO : rate === undefined ? undefined : priceOfTokens(rate, tokens);

const isConditional = (plan: FlatPlan, usage: Usage): boolean =>
  usage.units !== undefined ||
  usage.isBatch === true ||
  (plan.hasServiceTiers && usage.serviceTier !== undefined) ||
  (plan.hasMultipliers && isPlaced(usage));

const isPlaced = (usage: Usage): boolean =>
  usage.residency !== undefined ||
  usage.inferenceGeo !== undefined ||
  usage.isFastMode !== undefined ||
  usage.endpointLocation !== undefined;

const hasRareParts = (usage: Usage): boolean =>
  (usage.cacheWrite1hTokens ?? 0) +
    (usage.audioInputTokens ?? 0) +
    (usage.audioOutputTokens ?? 0) +
    (usage.imageInputTokens ?? 0) +
    (usage.imageOutputTokens ?? 0) +
    (usage.videoInputTokens ?? 0) +
    (usage.videoOutputTokens ?? 0) +
    (usage.cacheReadAudioTokens ?? 0) +
    (usage.citationTokens ?? 0) >
  0;
