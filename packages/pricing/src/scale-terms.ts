/**
 * A price times a factor. Every amount of money moves alike, so that thresholds, tiers and units keep their ratios.
 * Units   rates and the price per request are rounded half-even once, at the pico-dollar; prices per unit stay exact.
 * Errors  a MoneyProblem for a negative factor or a rate beyond the ceiling.
 * Source  regional multipliers are factors already and stay; fields nobody knows are kept as they are.
 */
import {
  type Decimal,
  type MoneyProblem,
  multiplyDecimals,
  type PicoUsd,
  type RatePerToken,
  rateToPico,
  scaleAmount,
  scaleRate,
  toPico,
} from "@ratecard/money";
import type { PriceTerms, Rates, RatesByTier } from "./price-terms";

export type ScaledTerms =
  | Readonly<{
      ok: true;
      terms: PriceTerms;
      /** Some product had more digits than are kept. */
      isRounded: boolean;
    }>
  | Readonly<{ ok: false; problem: MoneyProblem }>;

export function scaleTerms(terms: PriceTerms, factor: Decimal): ScaledTerms {
  if (factor.digits < 0n) return { ok: false, problem: "negative" };
  const scaling = new Scaling(factor);
  const scaled = scaling.terms(terms);
  if (scaling.problem !== null) return { ok: false, problem: scaling.problem };
  return { ok: true, terms: scaled, isRounded: scaling.isRounded };
}

/** Remembers what happened to the digits on the way. */
class Scaling {
  isRounded = false;
  problem: MoneyProblem | null = null;
  readonly #factor: Decimal;

  constructor(factor: Decimal) {
    this.#factor = factor;
  }

  terms(terms: PriceTerms): PriceTerms {
    const { perRequest, requestFee, rates, thresholds, tiers, serviceTiers, offPeak, units, queryTiers } = terms;
    return {
      ...terms,
      rates: this.#rates(rates),
      ...(perRequest !== undefined && { perRequest: this.#amount(perRequest) }),
      ...(requestFee !== undefined && { requestFee: this.#amount(requestFee) }),
      ...(serviceTiers && { serviceTiers: this.#byTier(serviceTiers) }),
      ...(thresholds && {
        thresholds: thresholds.map((threshold) => ({
          ...threshold,
          rates: this.#rates(threshold.rates),
          ...(threshold.serviceTiers && { serviceTiers: this.#byTier(threshold.serviceTiers) }),
        })),
      }),
      ...(tiers && { tiers: tiers.map((tier) => ({ ...tier, rates: this.#rates(tier.rates) })) }),
      ...(offPeak && { offPeak: { ...offPeak, rates: this.#rates(offPeak.rates) } }),
      ...(units && { units: this.#each(units, (price) => multiplyDecimals(price, this.#factor)) }),
      ...(queryTiers && {
        queryTiers: queryTiers.map((tier) => ({
          ...tier,
          usdPerQuery: multiplyDecimals(tier.usdPerQuery, this.#factor),
        })),
      }),
    };
  }

  #rates(rates: Rates): Rates {
    return this.#each(rates, (rate) => this.#rate(rate));
  }

  #byTier(byTier: RatesByTier): RatesByTier {
    return this.#each(byTier, (rates) => this.#rates(rates));
  }

  #rate(rate: RatePerToken): RatePerToken {
    const scaled = scaleRate(rate, this.#factor);
    if (!scaled.ok) {
      this.problem ??= scaled.problem;
      return rate;
    }
    this.#noteRounding(rateToPico(rate), rateToPico(scaled.value));
    return scaled.value;
  }

  #amount(amount: PicoUsd): PicoUsd {
    const scaled = scaleAmount(amount, this.#factor);
    this.#noteRounding(toPico(amount), toPico(scaled));
    return scaled;
  }

  #noteRounding(from: bigint, to: bigint): void {
    if (from * this.#factor.digits !== to * 10n ** BigInt(this.#factor.scale)) this.isRounded = true;
  }

  #each<Key extends string, Value>(
    values: Readonly<Partial<Record<Key, Value>>>,
    scale: (value: Value) => Value,
  ): Partial<Record<Key, Value>> {
    const entries = Object.entries<Value | undefined>(values).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, scale(value)] as const],
    );
    return Object.fromEntries(entries) as Partial<Record<Key, Value>>;
  }
}
