/** Discounts and margins, as the rules say it. In tests only. Shares no code with the engine. */
import type { CostFlag } from "../../cost-result";
import type { Usage } from "../../usage";
import { isCharged, isUncounted } from "./naive-sums";
import { plus, product, type Rational, rational, toPicoDollars, whole } from "./rational";

type Terms = Readonly<{ discount?: string; margin?: string; fixed?: string }>;
export type NaiveAdjustments = Readonly<Record<string, Terms>>;

/** The provider's own discount; its own margins, else those of all. */
export function termsOf(adjustments: NaiveAdjustments, provider: string | undefined): Terms {
  const own = (provider === undefined ? undefined : adjustments[provider]) ?? {};
  if (own.margin !== undefined || own.fixed !== undefined) return own;
  const { margin, fixed } = adjustments.global ?? {};
  return {
    ...(own.discount !== undefined && { discount: own.discount }),
    ...(margin !== undefined && { margin }),
    ...(fixed !== undefined && { fixed }),
  };
}

export function adjusted(cost: Rational, usage: Usage, terms: Terms, flags: Set<CostFlag>): Rational {
  const { discount = "0", margin = "0", fixed = "0" } = terms;
  const off = toPicoDollars(product(cost, rational(discount)));
  const left = plus(cost, { top: -off.top, bottom: off.bottom });
  const share = toPicoDollars(product(left, rational(margin)));
  if (isUncounted(usage) && isCharged(fixed)) flags.add("usage-not-priced");
  return plus(plus(left, share), product(rational(fixed), whole(usage.sumOfRequests ?? 1)));
}
