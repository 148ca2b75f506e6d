/**
 * The shortcut for the plain case: counted tokens at standard rates, by segments of the prompt's length.
 * Units   pico-USD.
 * Errors  none: `undefined` means "not plain, ask costOf", which is the rule; this only repeats it faster.
 */
import {
  add,
  isZero,
  isZeroRate,
  type PicoUsd,
  priceOfTokenPair,
  priceOfTokens,
  type RatePerToken,
  ZERO,
} from "@ratecard/money";
import { hasTokenPrice, hasUnitPrice } from "./cost-of";
import { ALL_PROVIDERS, type CostSettings } from "./cost-result";
import { type EffectiveRates, effectiveRates } from "./effective-rates";
import { type PriceTerms, promptCuts } from "./price-terms";
import type { TokenKind } from "./token-kinds";
import type { Usage } from "./usage";

/** Rates that hold while the prompt has at most `upToPrompt` tokens. */
type Segment = Readonly<{
  upToPrompt: number;
  input: RatePerToken | undefined;
  output: RatePerToken | undefined;
  cacheRead: RatePerToken | undefined;
  cacheWrite: RatePerToken | undefined;
  reasoning: RatePerToken | undefined;
}>;

export type FlatPlan = Readonly<{
  hasServiceTiers: boolean;
  hasMultipliers: boolean;
  /** Nothing charged is no cost then: see costOf. */
  hasUnitPrices: boolean;
  /** The whole cost where the price knows no tokens. */
  perRequest: PicoUsd | undefined;
  /** By rising prompt; one unless thresholds or tiers cut it. */
  segments: readonly Segment[];
  /** The first segment, when it prices both input and output. */
  text: Readonly<{ upToPrompt: number; input: RatePerToken; output: RatePerToken }> | undefined;
}>;

/** undefined where the time of day, an adjustment or a fee may change the cost. */
export function flatPlan(
  terms: PriceTerms,
  provider: string | undefined,
  settings: CostSettings,
): FlatPlan | undefined {
  const { adjustments } = settings;
  if (terms.offPeak || terms.requestFee !== undefined) return undefined;
  if (adjustments?.has(ALL_PROVIDERS) || (provider !== undefined && adjustments?.has(provider))) return undefined;
  const byToken = hasTokenPrice(terms);
  if (!byToken && terms.perRequest === undefined) return undefined;
  const segments = byToken ? segmentsOf(terms) : [];
  return {
    hasServiceTiers:
      terms.serviceTiers !== undefined || terms.thresholds?.some(({ serviceTiers }) => serviceTiers) === true,
    hasMultipliers: terms.multipliers !== undefined,
    hasUnitPrices: hasUnitPrice(terms),
    perRequest: byToken ? undefined : terms.perRequest,
    segments,
    text: textRates(segments[0], hasUnitPrice(terms)),
  };
}

/** None where a cost of 0 is possible and would be no cost: partedTotal looks at what comes out. */
function textRates(first: Segment | undefined, hasUnitPrices: boolean): FlatPlan["text"] {
  if (first?.input === undefined || first.output === undefined) return undefined;
  if (hasUnitPrices && (isZeroRate(first.input) || isZeroRate(first.output))) return undefined;
  return { upToPrompt: first.upToPrompt, input: first.input, output: first.output };
}

/** Between two cuts every prompt has the same rates, so the first token after a cut speaks for all. */
function segmentsOf(terms: PriceTerms): readonly Segment[] {
  const starts = [-1, ...promptCuts(terms)];
  return starts.map((start, index) => segmentAt(terms, start + 1, starts[index + 1] ?? Number.POSITIVE_INFINITY));
}

function segmentAt(terms: PriceTerms, promptTokens: number, upToPrompt: number): Segment {
  const rates = effectiveRates(terms, { promptTokens, serviceTier: undefined, at: undefined });
  return {
    upToPrompt,
    input: ownRate(rates, "input"),
    output: ownRate(rates, "output"),
    cacheRead: ownRate(rates, "cacheRead"),
    cacheWrite: ownRate(rates, "cacheWrite"),
    reasoning: rates.reasoning?.rate,
  };
}

const ownRate = (rates: EffectiveRates, kind: TokenKind): RatePerToken | undefined =>
  rates[kind]?.rateOf === kind ? rates[kind].rate : undefined;

/** What costOf would total, without flags of its own; undefined when the usage is not plain. */
export function flatTotal(plan: FlatPlan, usage: Usage): PicoUsd | undefined {
  const { text } = plan;
  const { promptTokens, completionTokens } = usage;
  if (usage.sumOfRequests !== undefined) return undefined;
  const isText =
    text !== undefined &&
    promptTokens !== undefined &&
    completionTokens !== undefined &&
    promptTokens <= text.upToPrompt &&
    promptTokens + completionTokens > 0 &&
    !hasParts(usage) &&
    !isConditional(plan, usage);
  return isText ? priceOfTokenPair(text.input, promptTokens, text.output, completionTokens) : costlyTotal(plan, usage);
}

function costlyTotal(plan: FlatPlan, usage: Usage): PicoUsd | undefined {
  const total = partedTotal(plan, usage);
  return total !== undefined && plan.hasUnitPrices && isZero(total) ? undefined : total;
}

/** Most requests by far: text in, text out, below every threshold. 0 and undefined are no parts. */
const hasParts = (usage: Usage): boolean =>
  Boolean(usage.cacheReadTokens || usage.cacheWriteTokens || usage.reasoningTokens) || hasRareParts(usage);

function partedTotal(plan: FlatPlan, usage: Usage): PicoUsd | undefined {
  if (isConditional(plan, usage)) return undefined;
  if (plan.perRequest !== undefined) return plan.perRequest;
  const { promptTokens, completionTokens } = usage;
  if (promptTokens === undefined || completionTokens === undefined) return undefined;
  if (promptTokens + completionTokens === 0 || hasRareParts(usage)) return undefined;
  const segment = plan.segments.find(({ upToPrompt }) => promptTokens <= upToPrompt);
  return segment && segmentTotal(segment, promptTokens, completionTokens, usage);
}

function segmentTotal(
  segment: Segment,
  promptTokens: number,
  completionTokens: number,
  usage: Usage,
): PicoUsd | undefined {
  const { input, output } = segment;
  if (input === undefined || output === undefined) return undefined;
  const { cacheReadTokens = 0, cacheWriteTokens = 0, reasoningTokens = 0 } = usage;
  if (cacheReadTokens + cacheWriteTokens + reasoningTokens === 0) {
    return priceOfTokenPair(input, promptTokens, output, completionTokens);
  }
  const text = promptTokens - cacheReadTokens - cacheWriteTokens;
  const spoken = completionTokens - reasoningTokens;
  if (text < 0 || spoken < 0) return undefined;
  const special = partsPrice(segment, cacheReadTokens, cacheWriteTokens, reasoningTokens);
  return special === undefined ? undefined : add(priceOfTokenPair(input, text, output, spoken), special);
}

function partsPrice(segment: Segment, read: number, written: number, reasoned: number): PicoUsd | undefined {
  const reading = partPrice(segment.cacheRead, read);
  const writing = partPrice(segment.cacheWrite, written);
  const reasoning = partPrice(segment.reasoning, reasoned);
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
  usage.region !== undefined || usage.inferenceGeo !== undefined || usage.speed !== undefined;

/** Counts that a plan has no rate for, by name because this is asked for every request; a test finds a kind that is missing. */
const hasRareParts = (usage: Usage): boolean =>
  Boolean(
    usage.cacheWrite1hTokens ||
      usage.audioInputTokens ||
      usage.audioOutputTokens ||
      usage.imageInputTokens ||
      usage.imageOutputTokens ||
      usage.videoInputTokens ||
      usage.videoOutputTokens ||
      usage.cacheReadAudioTokens ||
      usage.cacheReadImageTokens ||
      usage.citationTokens,
  );
