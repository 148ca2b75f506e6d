/**
 * Moves prices in a proportion and remembers what happened to their digits.
 * Units   the price's own, rounded half-even once at the pico-dollar. Errors: the first problem is kept, the price then stays.
 */
import {
  amountInProportion,
  type MoneyProblem,
  type PicoUsd,
  type Proportion,
  type RatePerToken,
  rateInProportion,
} from "@ratecard/money";
import type { PriceTerms } from "./price-terms";

export type MovedTerms =
  | Readonly<{
      ok: true;
      terms: PriceTerms;
      /** Some product had more digits than are kept. */
      isRounded: boolean;
    }>
  | Readonly<{ ok: false; problem: MoneyProblem }>;

export class PriceMover {
  #isRounded = false;
  #problem: MoneyProblem | null = null;

  rate(rate: RatePerToken, proportion: Proportion): RatePerToken {
    const moved = rateInProportion(rate, proportion);
    if (!moved.ok) {
      this.#problem ??= moved.problem;
      return rate;
    }
    if (!moved.value.isExact) this.#isRounded = true;
    return moved.value.value;
  }

  amount(amount: PicoUsd, proportion: Proportion): PicoUsd {
    const { value, isExact } = amountInProportion(amount, proportion);
    if (!isExact) this.#isRounded = true;
    return value;
  }

  result(terms: PriceTerms): MovedTerms {
    return this.#problem === null
      ? { ok: true, terms, isRounded: this.#isRounded }
      : { ok: false, problem: this.#problem };
  }
}
