/**
 * The arithmetic, line by line: quantity x price, each line rounded half-even once.
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
import {
  BATCH_UNIT,
  MEASURES_OF_TOKENS,
  SAME_UNIT,
  UNIT_KINDS,
  type UnitKind,
  WEB_SEARCHES,
  WIDER_UNIT,
} from "./unit-kinds";
import { isUnitPriced, type Usage } from "./usage";

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

/** `isPaidByTokens`: pictures and seconds without a price are what the tokens pay for already. */
export function unitLines(terms: PriceTerms, usage: Usage, isPaidByTokens: boolean, notes: CostNotes): CostLine[] {
  const lines: CostLine[] = [];
  if (usage.units === undefined) return lines;
  for (const kind of UNIT_KINDS) {
    const quantity = chargedQuantity(terms, usage, kind);
    if (quantity <= 0 || isChargedOtherwise(terms, usage, kind)) continue;
    const usdPerUnit = unitPrice(terms, usage, kind);
    const exact = decimalOfNumber(quantity);
    if (!usdPerUnit || !exact.ok) {
      if (!isPaidByTokens || !MEASURES_OF_TOKENS.has(kind)) notes.leaveOut(kind);
      continue;
    }
    if (isWidened(terms, kind)) notes.flags.add("rate-fallback");
    const amount = decimalToPicoUsd(multiplyDecimals(usdPerUnit, exact.value));
    lines.push({ unit: "unit", kind, quantity, usdPerUnit, amount });
  }
  return lines;
}

/** Where grounded requests have a price, a request pays once however often it searched. */
function chargedQuantity(terms: PriceTerms, { units = {} }: Usage, kind: UnitKind): number {
  const counted = units[kind] ?? 0;
  if (terms.units?.groundedRequests === undefined) return counted;
  if (WEB_SEARCHES.some((search) => search === kind)) return 0;
  const hasSearched = WEB_SEARCHES.some((search) => (units[search] ?? 0) > 0);
  return kind === "groundedRequests" && counted === 0 && hasSearched ? 1 : counted;
}

/** Pictures made are told by their tokens, by the piece and by the pixel: the first of them that has a price is charged. */
function isChargedOtherwise(terms: PriceTerms, usage: Usage, kind: UnitKind): boolean {
  if (kind !== "outputImages" && kind !== "outputPixels") return false;
  if (isBilledByImageTokens(terms, usage)) return true;
  const isByThePiece = (usage.units?.outputImages ?? 0) > 0 && unitPrice(terms, usage, "outputImages") !== undefined;
  if (kind === "outputPixels") return isByThePiece;
  const isByThePixel = (usage.units?.outputPixels ?? 0) > 0 && unitPrice(terms, usage, "outputPixels") !== undefined;
  return !isByThePiece && isByThePixel;
}

const isBilledByImageTokens = (terms: PriceTerms, usage: Usage): boolean =>
  (usage.imageOutputTokens ?? 0) > 0 && terms.rates.imageOutput !== undefined;

function unitPrice(terms: PriceTerms, usage: Usage, kind: UnitKind): Decimal | undefined {
  const prices = terms.units ?? {};
  if (kind === "queries") return queryTierPrice(terms, usage) ?? prices.queries;
  const [narrow, wider] = [usage.isBatch === true ? BATCH_UNIT[kind] : undefined, WIDER_UNIT[kind]];
  return (narrow && prices[narrow]) ?? priceOfSame(terms, usage, kind) ?? (wider && priceOfSame(terms, usage, wider));
}

/** A price of the other side is meant where this one has none, or 0, and the other was not counted for itself. */
function priceOfSame(terms: PriceTerms, usage: Usage, kind: UnitKind): Decimal | undefined {
  const own = terms.units?.[kind];
  const same = SAME_UNIT[kind];
  if ((own && own.digits !== 0n) || same === undefined || isUnitPriced(usage, terms, same)) return own;
  const other = terms.units?.[same];
  return other && other.digits !== 0n ? other : own;
}

/** A resolution is any second, unless the price knows resolutions and not this one. */
function isWidened({ units = {} }: PriceTerms, kind: UnitKind): boolean {
  const wider = WIDER_UNIT[kind];
  if (wider === undefined || units[kind]) return false;
  return wider !== "outputSeconds" || UNIT_KINDS.some((other) => WIDER_UNIT[other] === wider && units[other]);
}

/** The first band that holds the number of results asked for; beyond them all, the last. */
function queryTierPrice({ queryTiers }: PriceTerms, usage: Usage): Decimal | undefined {
  if (!queryTiers) return undefined;
  const maxResults = usage.maxResults ?? 0;
  const band = queryTiers.find(({ toResults }) => maxResults <= toResults) ?? queryTiers.at(-1);
  return band?.perQuery;
}

export const isUnitPriceable = (terms: PriceTerms, usage: Usage): boolean =>
  usage.units !== undefined &&
  UNIT_KINDS.some((kind) => chargedQuantity(terms, usage, kind) > 0 && unitPrice(terms, usage, kind) !== undefined);
