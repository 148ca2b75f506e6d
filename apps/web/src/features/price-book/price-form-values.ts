/**
 * The form of a price: texts as typed, what is wrong with them, and what they change.
 * Units   USD per 1,000,000 tokens and USD per request, decimal text; an empty field is no price, never 0.
 * Errors  sentences by field, the same ones the server answers.
 */
import { describePriceProblem, Name, RATE_FIELDS, type RateField } from "@ratecard/contract";
import { formatPer1M, formatUsd, parseRatePer1M, parseUsd } from "@ratecard/money";
import { DEFAULT_MODEL, detectProvider, type PriceTerms, typicalPerRequest } from "@ratecard/pricing";
import type { RouterInputs } from "#web/trpc";
import type { PriceRow } from "./price-row";

export type PriceChanges = RouterInputs["priceBook"]["edit"]["changes"];
type Texts = Record<RateField | "perRequest", string>;

export type PriceFormValues = Texts & {
  model: string;
  provider: string;
  isCustom: boolean;
  isActive: boolean;
  notes: string;
  /** ISO 8601; "" is from now. */
  effectiveFrom: string;
  reason: string;
};

export const MONEY_FIELDS = ["perRequest", ...RATE_FIELDS] as const;

export const emptyValues = (model: string): PriceFormValues => ({
  ...textsOf(() => ""),
  model,
  provider: "",
  isCustom: false,
  isActive: true,
  notes: "",
  effectiveFrom: "",
  reason: "",
});

export const valuesOf = (row: PriceRow): PriceFormValues => ({
  ...emptyValues(row.model),
  ...textsOf((field) => row[field] ?? ""),
  provider: row.provider,
  isCustom: row.isCustom,
  isActive: row.isActive,
  notes: row.notes ?? "",
});

const textsOf = (text: (field: RateField | "perRequest") => string): Texts =>
  Object.fromEntries(MONEY_FIELDS.map((field) => [field, text(field)])) as Texts;

export function problemsOf(values: PriceFormValues): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const field of MONEY_FIELDS) {
    const problem = values[field].trim() === "" ? null : problemOfText(field, values[field]);
    if (problem !== null) problems[field] = `This ${problem}`;
  }
  for (const field of ["model", "provider"] as const) {
    const text = values[field].trim();
    const named = Name.safeParse(text);
    const isOptional = field === "provider" && text === "";
    if (!named.success && !isOptional) problems[field] = upperFirst(named.error.issues[0]?.message ?? "is no name");
  }
  if (values.provider.trim() === "" && !("model" in problems) && !tellsProvider(values.model.trim())) {
    problems.provider = "The name does not tell the provider. Enter it, as openai.";
  }
  return problems;
}

const tellsProvider = (model: string) => model === DEFAULT_MODEL || detectProvider(model) !== undefined;

function problemOfText(field: RateField | "perRequest", text: string): string | null {
  const parsed = field === "perRequest" ? parseUsd(text) : parseRatePer1M(text);
  return parsed.ok ? null : describePriceProblem(parsed.problem);
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What a save would send: only fields that differ from the entry; `null` takes a price away. */
export function changesOf(values: PriceFormValues, row: PriceRow | null): PriceChanges {
  const before = row ? valuesOf(row) : emptyValues(values.model);
  const moved = MONEY_FIELDS.filter((field) => canonical(field, values[field]) !== canonical(field, before[field]));
  return {
    ...Object.fromEntries(moved.map((field) => [field, values[field].trim() || null])),
    ...(values.provider.trim() !== before.provider && { provider: values.provider.trim() }),
    ...(values.isCustom !== before.isCustom && { isCustom: values.isCustom }),
    ...(values.isActive !== before.isActive && { isActive: values.isActive }),
    ...(values.notes.trim() !== before.notes && { notes: values.notes.trim() || null }),
    ...(values.effectiveFrom !== "" && { effectiveFrom: values.effectiveFrom }),
  };
}

/** "3.00" and "3" are one price. */
function canonical(field: RateField | "perRequest", text: string): string {
  if (field === "perRequest") {
    const parsed = parseUsd(text);
    return parsed.ok ? formatUsd(parsed.value) : text.trim();
  }
  const parsed = parseRatePer1M(text);
  return parsed.ok ? formatPer1M(parsed.value) : text.trim();
}

/** What an empty price per request will be filled with; undefined without readable token prices. */
export function typicalText(
  values: PriceFormValues,
  typical: Readonly<{ typicalInputTokens: number; typicalOutputTokens: number }>,
): string | undefined {
  const rates = Object.fromEntries(
    RATE_FIELDS.flatMap((field) => {
      const parsed = parseRatePer1M(values[field]);
      return parsed.ok ? [[field.replace("Per1M", ""), parsed.value]] : [];
    }),
  ) as PriceTerms["rates"];
  const amount = typicalPerRequest({ rates }, typical);
  return amount === undefined ? undefined : formatUsd(amount);
}
