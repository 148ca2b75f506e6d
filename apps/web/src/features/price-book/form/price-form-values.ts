/**
 * The form of an entry: its price as it is typed anywhere (`components/price-form`), and what is about the entry.
 * Errors  sentences by field, the same ones the server answers.
 */
import { Name, sentenceOfZod } from "@ratecard/contract";
import { DEFAULT_MODEL, providerOfName } from "@ratecard/pricing";
import {
  emptyDraft,
  type TermsDraft,
  termsChanges,
  termsProblems,
  withTerms,
} from "#web/components/price-form/terms-draft";
import type { PriceUnit } from "#web/components/rate-in-unit";
import type { RouterInputs } from "#web/trpc";
import type { PriceRow } from "../price-row";

export type PriceChanges = RouterInputs["priceBook"]["edit"]["changes"];

export type PriceFormValues = TermsDraft & {
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
  ...emptyDraft(unit),
  model,
  provider: "",
  isCustom: false,
  isActive: true,
  notes: "",
  effectiveFrom: "",
  reason: "",
});

export const valuesOf = (row: PriceRow, unit: PriceUnit = "1m"): PriceFormValues => ({
  ...withTerms(emptyValues(row.model, unit), row),
  provider: row.provider,
  isCustom: row.isCustom,
  isActive: row.isActive,
  notes: row.notes ?? "",
});

export function problemsOf(values: PriceFormValues): Record<string, string> {
  const problems = termsProblems(values);
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
  return {
    ...termsChanges(values, before),
    ...(values.provider.trim() !== before.provider && { provider: values.provider.trim() }),
    ...(values.isCustom !== before.isCustom && { isCustom: values.isCustom }),
    ...(values.isActive !== before.isActive && { isActive: values.isActive }),
    ...(values.notes.trim() !== before.notes && { notes: values.notes.trim() || null }),
    ...(values.effectiveFrom !== "" && { effectiveFrom: values.effectiveFrom }),
  };
}
