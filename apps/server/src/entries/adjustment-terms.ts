/**
 * What was typed as an adjustment, checked and in fractions.
 * Units   percents in, fractions out ("5" becomes "0.05"); USD as decimal text. An empty text is none.
 * Errors  INVALID_INPUT with every problem by its field.
 */
import { type FieldProblem, fieldProblem, type SetAdjustment } from "@ratecard/contract";
import { compareDecimals, decimal, formatDecimal, multiplyDecimals, parseDecimal } from "@ratecard/money";
import { ALL_PROVIDERS, providerId } from "@ratecard/pricing";
import { DomainError } from "#server/errors/domain-error";
import type { PricesNow } from "#server/pricing/live-prices";
import { adjustmentOf } from "#server/pricing/load-prices";

export type AdjustmentTerms = Readonly<{
  discount: string | null;
  margin: string | null;
  fixedMarginUsd: string | null;
}>;

type Bound = Readonly<{ most: bigint; decimals: number; factor: number }>;
const PERCENT = { decimals: 6, factor: 2 };
const DISCOUNT: Bound = { ...PERCENT, most: 100n };
const MARGIN: Bound = { ...PERCENT, most: 1000n };
const FIXED: Bound = { decimals: 12, factor: 0, most: 1_000_000n };

export const providerOf = (typed: string): string => (typed === ALL_PROVIDERS ? typed : providerId(typed));

type Typed = Pick<SetAdjustment, "provider" | "discountPercent" | "marginPercent" | "fixedMarginUsd">;

export function readTerms(typed: Typed): AdjustmentTerms {
  const { terms, issues } = readAdjustment(typed);
  if (issues.length > 0) throw new DomainError("INVALID_INPUT", { issues });
  return terms;
}

function readAdjustment(typed: Typed): Readonly<{ terms: AdjustmentTerms; issues: readonly FieldProblem[] }> {
  const discount = readAmount("discountPercent", typed.discountPercent, DISCOUNT);
  const margin = readAmount("marginPercent", typed.marginPercent, MARGIN);
  const fixed = readAmount("fixedMarginUsd", typed.fixedMarginUsd, FIXED);
  const issues = [discount, margin, fixed].flatMap(({ issue }) => (issue ? [issue] : []));
  const terms = { discount: discount.amount, margin: margin.amount, fixedMarginUsd: fixed.amount };
  if (issues.length === 0 && Object.values(terms).every((amount) => amount === null))
    issues.push(fieldProblem("discountPercent", "no-adjustment"));
  if (providerOf(typed.provider) === ALL_PROVIDERS && terms.discount !== null)
    issues.push(fieldProblem("discountPercent", "discount-for-all"));
  return { terms, issues };
}

/** All discounts and margins, this one as if it were in force always. `terms` null: without any. */
export function adjustmentsWith({ settings }: PricesNow, provider: string, terms: AdjustmentTerms | null) {
  const after = new Map(settings.adjustments);
  if (terms === null) after.delete(provider);
  else after.set(provider, [adjustmentOf(terms)]);
  return after;
}

type AmountRead = Readonly<{ amount: string | null; issue?: FieldProblem }>;

function readAmount(field: string, typed: string | null | undefined, { most, decimals, factor }: Bound): AmountRead {
  if (typed === null || typed === undefined || typed.trim() === "") return { amount: null };
  const read = parseDecimal(typed);
  const refused = (issue: FieldProblem): AmountRead => ({ amount: null, issue });
  const tooLarge = fieldProblem(field, "amount-too-large", { most });
  const tooFine = fieldProblem(field, "amount-too-fine", { decimals });
  const notAnAmount = fieldProblem(field, "not-an-amount");
  if (!read.ok)
    return refused(read.problem === "too-large" ? tooLarge : read.problem === "too-fine" ? tooFine : notAnAmount);
  if (read.value.digits <= 0n) return refused(fieldProblem(field, "amount-not-positive"));
  if (compareDecimals(read.value, decimal(most)) > 0) return refused(tooLarge);
  if (read.value.scale > decimals) return refused(tooFine);
  return { amount: formatDecimal(multiplyDecimals(read.value, decimal(1n, factor))) };
}
