/**
 * The edit that a finding's remedy is.
 * Units   decimal strings as an edit has them.
 * Source  a price per request that was only the typical cost of the old rates goes with them; one that was agreed stays.
 */
import type { PriceInput } from "@ratecard/contract";
import { compare, type PicoUsd } from "@ratecard/money";
import { type CostSettings, type PriceTerms, type Remedy, typicalPerRequest } from "@ratecard/pricing";
import { formOfTerms } from "#server/pricing/price-form";
import type { EditMode } from "#server/entries/draft-of-input";

export type RemedyDecision =
  | Readonly<{ kind: "edit"; input: PriceInput; mode: EditMode }>
  | Readonly<{ kind: "rename"; to: string }>
  | Readonly<{ kind: "keep" }>;

export function decideRemedy(
  remedy: Remedy,
  { terms: standing }: Readonly<{ terms: PriceTerms }>,
  settings: CostSettings,
): RemedyDecision {
  switch (remedy.action) {
    case "deactivate":
      return { kind: "edit", input: { isActive: false }, mode: "edit" };
    case "rename":
      return { kind: "rename", to: remedy.to };
    case "mark-reviewed":
      return { kind: "keep" };
    case "set-terms":
      return {
        kind: "edit",
        input: formOfTerms(withoutDerived(remedy.terms, standing, settings)) as PriceInput,
        mode: "replace",
      };
  }
}

function withoutDerived(terms: PriceTerms, standing: PriceTerms, settings: CostSettings): PriceTerms {
  const { perRequest, ...rates } = terms;
  const { perRequest: stood, ...stoodRates } = standing;
  return isSame(perRequest, stood) && isSame(stood, typicalPerRequest(stoodRates, settings)) ? rates : terms;
}

const isSame = (a: PicoUsd | undefined, b: PicoUsd | undefined): boolean =>
  a !== undefined && b !== undefined && compare(a, b) === 0;
