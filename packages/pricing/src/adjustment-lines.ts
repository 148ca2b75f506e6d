/**
 * What applies last: regional multipliers on the model's cost, then discount, then margin.
 * Units   each line is a difference in pico-USD, rounded half-even once; factors are fractions.
 * Source  LiteLLM's order: residency and endpoint, geo and speed, discount, percentage and fixed margin.
 */
import {
  add,
  compareDecimals,
  type Decimal,
  isZero,
  multiplyDecimals,
  negate,
  ONE,
  type PicoUsd,
  scaleAmount,
  subtract,
  sum,
  times,
} from "@ratecard/money";
import {
  ALL_PROVIDERS,
  type CostContext,
  type CostLine,
  type CostNotes,
  type CostSettings,
  type ProviderAdjustment,
} from "./cost-result";
import type { Multipliers } from "./price-terms";
import { TOOL_UNITS } from "./unit-kinds";
import { isUncounted, requestsOf, type Usage } from "./usage";

export function multiplierLine(
  multipliers: Multipliers | undefined,
  usage: Usage,
  lines: readonly CostLine[],
): CostLine | undefined {
  const factor = multipliers && combinedFactor(multipliers, usage);
  if (!factor || compareDecimals(factor, ONE) === 0) return undefined;
  const base = sum(lines.filter((line) => !isTool(line)).map((line) => line.amount));
  return {
    unit: "adjustment",
    kind: "multiplier",
    factor,
    amount: subtract(scaleAmount(base, factor), base),
  };
}

export function providerLines(
  subtotal: PicoUsd,
  settings: CostSettings,
  context: CostContext,
  usage: Usage,
  notes: CostNotes,
): CostLine[] {
  if (!settings.adjustments) return [];
  const own = inForce(settings, context.provider, context.at);
  const margin = hasMargin(own) ? own : inForce(settings, ALL_PROVIDERS, context.at);
  const discount = own?.discount;
  const lines: CostLine[] = [];
  let running = subtotal;
  if (discount) {
    const amount = negate(scaleAmount(running, discount));
    lines.push({ unit: "adjustment", kind: "discount", factor: discount, amount });
    running = add(running, amount);
  }
  if (margin?.margin) {
    const amount = scaleAmount(running, margin.margin);
    lines.push({ unit: "adjustment", kind: "margin", factor: margin.margin, amount });
  }
  if (margin?.fixedMargin !== undefined) {
    if (!isZero(margin.fixedMargin) && isUncounted(usage)) notes.leaveOut("fixedMargin");
    else lines.push({ unit: "adjustment", kind: "fixedMargin", amount: times(margin.fixedMargin, requestsOf(usage)) });
  }
  return lines;
}

function combinedFactor(multipliers: Multipliers, usage: Usage): Decimal {
  const factors = [
    isRegional(usage.region) ? multipliers.residency?.get(usage.region.toLowerCase()) : undefined,
    isRegional(usage.region) ? multipliers.regionalEndpoint : undefined,
    isRegional(usage.inferenceGeo) ? multipliers.geo?.get(usage.inferenceGeo.toLowerCase()) : undefined,
    isFast(usage) ? multipliers.fast : undefined,
  ];
  return factors.reduce<Decimal>((product, factor) => (factor ? multiplyDecimals(product, factor) : product), ONE);
}

const isRegional = (place: string | undefined): place is string =>
  place !== undefined && !["global", "not_available"].includes(place.toLowerCase());

export const isFast = (usage: Usage): boolean => usage.speed?.toLowerCase() === "fast";

const isTool = (line: CostLine): boolean => line.unit === "unit" && TOOL_UNITS.has(line.kind);

function inForce(
  { adjustments }: CostSettings,
  provider: string | undefined,
  at = Number.POSITIVE_INFINITY,
): ProviderAdjustment | undefined {
  const windows = provider === undefined ? undefined : adjustments?.get(provider);
  return windows?.find(
    ({ validFrom, validUntil }) =>
      at >= (validFrom ?? Number.NEGATIVE_INFINITY) && (validUntil === undefined || at < validUntil),
  );
}

const hasMargin = (own: ProviderAdjustment | undefined): boolean =>
  own?.margin !== undefined || own?.fixedMargin !== undefined;
