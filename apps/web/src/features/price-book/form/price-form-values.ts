/**
 * The form of a price: texts as typed, what is wrong with them, and what they change.
 * Units   token prices USD per 1,000,000 or per 1,000 tokens as `unit` says, else USD per request; an empty field is no price, never 0.
 * Errors  sentences by field, the same ones the server answers.
 */
import { Name, sentenceOfZod } from "@ratecard/contract";
import { formatUsd, parseUsd } from "@ratecard/money";
import {
  DEFAULT_MODEL,
  providerOfName,
  RATE_FIELD,
  type TermsJson,
  TOKEN_KINDS,
  typicalPerRequest,
} from "@ratecard/pricing";
import { MONEY_FIELDS, type MoneyField, moneyProblem } from "#web/components/money-fields";
import type { RouterInputs } from "#web/trpc";
import type { PriceRow } from "../price-row";
import { parseRateIn, per1MOf, type PriceUnit, rateInUnit, retyped } from "#web/components/rate-in-unit";
import { type BoundDrafts, boundDraftProblems, boundsJson, boundsRetyped, draftsOf } from "./bound-drafts";

export type PriceChanges = RouterInputs["priceBook"]["edit"]["changes"];
type Texts = Record<MoneyField, string>;

export type PriceFormValues = Texts &
  BoundDrafts & {
    unit: PriceUnit;
    model: string;
    provider: string;
    isCustom: boolean;
    isActive: boolean;
    notes: string;
    /** ISO 8601; "" is from now. */
    effectiveFrom: string;
    reason: string;
  };

export const emptyValues = (model: string, unit: PriceUnit = "1m"): PriceFormValues => ({
  ...textsOf(() => ""),
  thresholds: [],
  tiers: [],
  unit,
  model,
  provider: "",
  isCustom: false,
  isActive: true,
  notes: "",
  effectiveFrom: "",
  reason: "",
});

export const valuesOf = (row: PriceRow, unit: PriceUnit = "1m"): PriceFormValues => ({
  ...valuesWithTerms(emptyValues(row.model, unit), row),
  provider: row.provider,
  isCustom: row.isCustom,
  isActive: row.isActive,
  notes: row.notes ?? "",
});

const textsOf = (text: (field: MoneyField) => string): Texts =>
  Object.fromEntries(MONEY_FIELDS.map((field) => [field, text(field)])) as Texts;

/** The same prices, typed in another unit. */
export const valuesInUnit = (values: PriceFormValues, unit: PriceUnit): PriceFormValues => ({
  ...values,
  ...textsOf((field) => (field === "perRequest" ? values.perRequest : retyped(values[field], values.unit, unit))),
  ...boundsRetyped(values, values.unit, unit),
  unit,
});

/** The prices of some terms in place of those that stand in the form; everything else stays. */
export const valuesWithTerms = (values: PriceFormValues, terms: TermsJson): PriceFormValues => ({
  ...values,
  ...textsOf((field) => (field === "perRequest" ? terms.perRequest : rateInUnit(terms[field], values.unit)) ?? ""),
  ...draftsOf(terms, values.unit),
});

export function problemsOf(values: PriceFormValues): Record<string, string> {
  const problems: Record<string, string> = boundDraftProblems(values, values.unit);
  for (const field of MONEY_FIELDS) {
    const problem = moneyProblem(field, values[field], values.unit);
    if (problem !== null) problems[field] = problem;
  }
  for (const field of ["model", "provider"] as const) {
    const text = values[field].trim();
    const named = Name.safeParse(text);
    const isOptional = field === "provider" && text === "";
    if (!named.success && !isOptional) problems[field] = upperFirst(sentenceOfZod(named.error) ?? "");
  }
  if (values.provider.trim() === "" && !("model" in problems) && !tellsProvider(values.model.trim())) {
    problems.provider = "The name does not tell the provider. Enter it, as openai.";
  }
  return problems;
}

const tellsProvider = (model: string) => model === DEFAULT_MODEL || providerOfName(model) !== undefined;

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What a save would send: only fields that differ from the entry; `null` takes a price away. */
export function changesOf(values: PriceFormValues, row: PriceRow | null): PriceChanges {
  const before = row ? valuesOf(row, values.unit) : emptyValues(values.model, values.unit);
  const moved = MONEY_FIELDS.filter((field) => sentText(field, values) !== sentText(field, before));
  return {
    ...Object.fromEntries(moved.map((field) => [field, sentText(field, values) || null])),
    ...boundChanges(values, before),
    ...(values.provider.trim() !== before.provider && { provider: values.provider.trim() }),
    ...(values.isCustom !== before.isCustom && { isCustom: values.isCustom }),
    ...(values.isActive !== before.isActive && { isActive: values.isActive }),
    ...(values.notes.trim() !== before.notes && { notes: values.notes.trim() || null }),
    ...(values.effectiveFrom !== "" && { effectiveFrom: values.effectiveFrom }),
  };
}

/** "3.00" and "3" are one price, and so is 0.003 per 1K. */
export function sentText(field: MoneyField, values: PriceFormValues): string {
  if (field !== "perRequest") return per1MOf(values[field], values.unit);
  const parsed = parseUsd(values.perRequest);
  return parsed.ok ? formatUsd(parsed.value) : values.perRequest.trim();
}

function boundChanges(values: PriceFormValues, before: PriceFormValues): Pick<PriceChanges, "thresholds" | "tiers"> {
  const [after, stood] = [boundsJson(values, values.unit), boundsJson(before, before.unit)];
  const isMoved = (name: "thresholds" | "tiers") => JSON.stringify(after[name]) !== JSON.stringify(stood[name]);
  return {
    ...(isMoved("thresholds") && { thresholds: after.thresholds.length > 0 ? after.thresholds : null }),
    ...(isMoved("tiers") && { tiers: after.tiers.length > 0 ? after.tiers : null }),
  };
}

/** What an empty price per request will be filled with; undefined without readable token prices. */
export function typicalText(
  values: PriceFormValues,
  typical: Readonly<{ typicalInputTokens: number; typicalOutputTokens: number }>,
): string | undefined {
  const rates = Object.fromEntries(
    TOKEN_KINDS.flatMap((kind) => {
      const parsed = parseRateIn(values[RATE_FIELD[kind]], values.unit);
      return parsed.ok ? [[kind, parsed.value]] : [];
    }),
  );
  const amount = typicalPerRequest({ rates }, typical);
  return amount === undefined ? undefined : formatUsd(amount);
}
