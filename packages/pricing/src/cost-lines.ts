/**
 * The arithmetic, line by line: quantity x price, each line rounded half-even once.
 *
 * Units   amounts in pico-USD. Whole tokens times whole pico-dollars never round.
 */
import {
  type Decimal,
  decimal,
  decimalOfNumber,
  decimalToPicoUsd,
  multiplyDecimals,
  priceOfTokens,
  scaleAmount,
} from "@ratecard/money";
import type { CostLine, CostNotes } from "./cost-result";
import { type EffectiveRates, isFallback } from "./effective-rates";
import type { PriceTerms } from "./price-terms";
import { TOKEN_KINDS, type TokenKind } from "./token-kinds";
import { isUnitPriced } from "./token-quantities";
import { BATCH_UNIT, MEASURES_OF_TOKENS, UNIT_KINDS, type UnitKind, WIDER_UNIT } from "./unit-kinds";
import type { Usage } from "./usage";

const HALF: Decimal = decimal(5n, 1);

export function tokenLines(
  rates: EffectiveRates,
  counts: Readonly<Partial<Record<TokenKind, number>>>,
  notes: CostNotes,
): CostLine[] {
  const lines: CostLine[] = [];
  for (const kind of TOKEN_KINDS) {
    const quantity = counts[kind] ?? 0;
    if (quantity <= 0) continue;
    const effective = rates[kind];
    if (!effective) {
      notes.leaveOut(kind);
      continue;
    }
    const { rate, rateOf, isHalved } = effective;
    if (isFallback(kind, effective)) notes.flags.add("rate-fallback");
    const full = priceOfTokens(rate, quantity);
    lines.push({
      unit: "token",
      kind,
      quantity,
      rate,
      amount: isHalved ? scaleAmount(full, HALF) : full,
      ...(rateOf === kind ? {} : { rateOf }),
      ...(isHalved ? { isHalved } : {}),
    });
  }
  return lines;
}

/**
 * Images made are billed by their tokens when those are counted and priced, else by the piece. `isPaidByTokens`: pictures
 * and seconds without a price are what the tokens pay for already.
 */
export function unitLines(terms: PriceTerms, usage: Usage, isPaidByTokens: boolean, notes: CostNotes): CostLine[] {
  const lines: CostLine[] = [];
  for (const kind of UNIT_KINDS) {
    const quantity = usage.units?.[kind] ?? 0;
    if (quantity <= 0) continue;
    if (kind === "outputImages" && isBilledByImageTokens(terms, usage)) continue;
    const usdPerUnit = unitPrice(terms, usage, kind);
    const exact = decimalOfNumber(quantity);
    if (!usdPerUnit || !exact.ok) {
      if (!isPaidByTokens || !MEASURES_OF_TOKENS.has(kind)) notes.leaveOut(kind);
      continue;
    }
    if (WIDER_UNIT[kind] && !terms.units?.[kind]) notes.flags.add("rate-fallback");
    const amount = decimalToPicoUsd(multiplyDecimals(usdPerUnit, exact.value));
    lines.push({ unit: "unit", kind, quantity, usdPerUnit, amount });
  }
  return lines;
}

const isBilledByImageTokens = (terms: PriceTerms, usage: Usage): boolean =>
  (usage.imageOutputTokens ?? 0) > 0 && terms.rates.imageOutput !== undefined;

function unitPrice(terms: PriceTerms, usage: Usage, kind: UnitKind): Decimal | undefined {
  const prices = terms.units ?? {};
  if (kind === "queries") return queryTierPrice(terms, usage) ?? prices.queries;
  const narrow = usage.isBatch === true ? (BATCH_UNIT[kind] ?? kind) : kind;
  const wide = WIDER_UNIT[kind] ?? recordingUnit(terms, usage, kind) ?? kind;
  return prices[narrow] ?? prices[kind] ?? prices[wide];
}

/** A recording has one length: where only one side has a price per second, that one is meant. */
const recordingUnit = (terms: PriceTerms, usage: Usage, kind: UnitKind): UnitKind | undefined =>
  kind === "inputSeconds" && !isUnitPriced(usage, terms, "outputSeconds") ? "outputSeconds" : undefined;

/** The first band that holds the number of results asked for; beyond them all, the last. */
function queryTierPrice({ queryTiers }: PriceTerms, usage: Usage): Decimal | undefined {
  if (!queryTiers) return undefined;
  const asked = usage.maxResults ?? 0;
  const band = queryTiers.find(({ toResults }) => asked <= toResults) ?? queryTiers.at(-1);
  return band?.usdPerQuery;
}

export const isUnitPriceable = (terms: PriceTerms, usage: Usage): boolean =>
  UNIT_KINDS.some((kind) => (usage.units?.[kind] ?? 0) > 0 && unitPrice(terms, usage, kind) !== undefined);
