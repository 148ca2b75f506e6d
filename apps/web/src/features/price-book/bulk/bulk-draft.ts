/**
 * What is being written into a bulk edit, and the change it makes.
 * Units   USD per 1,000,000 tokens and USD per request, decimal text; an empty field leaves the prices as they are.
 * Errors  sentences by field, the same ones the server answers.
 */
import { parseDecimal } from "@ratecard/money";
import { DEPENDENT_PRICES, type DependentPrices, RATE_FIELDS } from "@ratecard/pricing";
import { MONEY_FIELDS, type MoneyField, moneyProblem } from "#web/components/money-fields";
import type { RouterInputs } from "#web/trpc";

type Source = RouterInputs["changes"]["preview"]["source"];
export type BulkChange = Extract<Source, { kind: "bulk-edit" }>["change"];
export type BulkKind = BulkChange["kind"];

export type BulkDraft = Readonly<{
  prices: Readonly<Partial<Record<MoneyField, string>>>;
  factor: string;
  provider: string;
  /** Groups that move with input and output. */
  bringAlong: readonly DependentPrices[];
}>;

/** A multiply takes everything along until somebody says otherwise; what is set is set alone. */
export const emptyDraft = (kind: BulkKind): BulkDraft => ({
  prices: {},
  factor: "",
  provider: "",
  bringAlong: kind === "multiply" ? DEPENDENT_PRICES : [],
});

export const BULK_FIELDS: readonly MoneyField[] = [...RATE_FIELDS.slice(0, 2), "perRequest", ...RATE_FIELDS.slice(2)];

/** null: nothing to change yet, or a field is wrong. */
export function changeOf(kind: BulkKind, draft: BulkDraft): BulkChange | null {
  switch (kind) {
    case "set":
      return priceChange(draft);
    case "multiply":
      return draft.factor.trim() === "" || factorProblem(draft.factor) ? null : factorChange(draft);
    case "provider":
      return draft.provider.trim() === "" ? null : { kind, provider: draft.provider.trim() };
    case "activate":
    case "deactivate":
      return { kind };
  }
}

function priceChange(draft: BulkDraft): BulkChange | null {
  if (Object.keys(priceProblems(draft)).length > 0) return null;
  const named = MONEY_FIELDS.flatMap((field) => {
    const text = draft.prices[field]?.trim() ?? "";
    return text === "" ? [] : [[field, text] as const];
  });
  if (named.length === 0) return null;
  const bringAlong = movedSides("set", draft).length > 0 ? draft.bringAlong : [];
  const prices = Object.fromEntries(named);
  return { kind: "set", prices, ...(bringAlong.length > 0 && { bringAlong: [...bringAlong] }) };
}

function factorChange({ factor, bringAlong }: BulkDraft): BulkChange {
  const isAll = DEPENDENT_PRICES.every((group) => bringAlong.includes(group));
  return { kind: "multiply", factor: factor.trim(), ...(!isAll && { bringAlong: [...bringAlong] }) };
}

/** Whose price moves, and takes along what belongs to it. */
export function movedSides(kind: "set" | "multiply", { prices }: BulkDraft): readonly ("input" | "output")[] {
  const sides = ["input", "output"] as const;
  return sides.filter((side) => kind === "multiply" || (prices[`${side}Per1M`] ?? "").trim() !== "");
}

export const priceProblems = ({ prices }: BulkDraft): Partial<Record<MoneyField, string>> =>
  Object.fromEntries(
    MONEY_FIELDS.flatMap((field) => {
      const problem = moneyProblem(field, prices[field] ?? "", "1m");
      return problem === null ? [] : [[field, problem]];
    }),
  );

export function factorProblem(text: string): string | null {
  if (text.trim() === "") return null;
  const parsed = parseDecimal(text);
  return parsed.ok && parsed.value.digits > 0n ? null : "Enter a decimal number above 0, as 1.2.";
}
