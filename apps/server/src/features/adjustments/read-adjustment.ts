/**
 * What was typed as an adjustment, checked and in fractions.
 * Units   percents in, fractions out ("5" becomes "0.05"); USD as decimal text. An empty text is none.
 * Errors  INVALID_INPUT with every problem by its field.
 */
import type { FieldProblem, SetAdjustment } from "@ratecard/contract";
import { compareDecimals, decimal, formatDecimal, multiplyDecimals, parseDecimal } from "@ratecard/money";
import { ALL_PROVIDERS, providerId } from "@ratecard/pricing";
import { DomainError } from "#server/errors/domain-error";

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
    issues.push({
      field: "discountPercent",
      problem: "is empty, and so are the margins. Enter one, or end the adjustment.",
    });
  if (providerOf(typed.provider) === ALL_PROVIDERS && terms.discount !== null)
    issues.push({
      field: "discountPercent",
      problem: "cannot be given to all providers at once. Give it to each that grants it.",
    });
  return { terms, issues };
}

const NO_DECIMAL = "is not a decimal number. Write it as 5 or 0.25, without a sign or a unit.";

type AmountRead = Readonly<{ amount: string | null; issue?: FieldProblem }>;

function readAmount(field: string, typed: string | null | undefined, { most, decimals, factor }: Bound): AmountRead {
  if (typed === null || typed === undefined || typed.trim() === "") return { amount: null };
  const read = parseDecimal(typed);
  const refused = (problem: string): AmountRead => ({ amount: null, issue: { field, problem } });
  const tooLarge = `must be at most ${most.toLocaleString("en")}. Check the unit.`;
  const tooFine = `has more than ${decimals} decimals. Round it.`;
  if (!read.ok)
    return refused(read.problem === "too-large" ? tooLarge : read.problem === "too-fine" ? tooFine : NO_DECIMAL);
  if (read.value.digits <= 0n) return refused("must be more than 0. Leave it empty for none.");
  if (compareDecimals(read.value, decimal(most)) > 0) return refused(tooLarge);
  if (read.value.scale > decimals) return refused(tooFine);
  return { amount: formatDecimal(multiplyDecimals(read.value, decimal(1n, factor))) };
}
