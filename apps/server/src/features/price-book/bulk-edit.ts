/**
 * The fields one entry takes in a bulk edit.
 * Units   decimal text as an edit has it. Errors: an entry that cannot take the change says why; what stayed or was rounded is a note.
 */
import { type BulkChange, describeProblem, type FieldProblem, fieldProblem, type PriceInput } from "@ratecard/contract";
import type { Decimal } from "@ratecard/money";
import {
  bringAlong,
  type CostSettings,
  leftSentence,
  type MovedTerms,
  type PriceTerms,
  scaleTerms,
  termsToJson,
  TOKEN_KINDS,
} from "@ratecard/pricing";
import { termsOfInput } from "#server/entries/draft-of-input";

export type BulkEdit =
  | Readonly<{ input: PriceInput; notes: readonly string[] }>
  | Readonly<{ problems: readonly FieldProblem[] }>;

/** `factor`: of a multiply, read already. */
export function bulkEdit(
  terms: PriceTerms,
  change: BulkChange,
  factor: Decimal | undefined,
  settings: CostSettings,
): BulkEdit {
  switch (change.kind) {
    case "set":
      return setPrices(terms, change, settings);
    case "multiply":
      return factor
        ? editOfMoved(scaleTerms(terms, factor, change.bringAlong), "Multiplied")
        : { input: {}, notes: [] };
    case "activate":
      return { input: { isActive: true }, notes: [] };
    case "deactivate":
      return { input: { isActive: false }, notes: [] };
    case "provider":
      return { input: { provider: change.provider }, notes: [] };
  }
}

type SetChange = Extract<BulkChange, { kind: "set" }>;

function setPrices(
  before: PriceTerms,
  { prices, bringAlong: along = [] }: SetChange,
  settings: CostSettings,
): BulkEdit {
  if (along.length === 0) return { input: prices, notes: [] };
  const read = termsOfInput(prices, before);
  if (!read.ok) return { problems: read.issues };
  const kinds = TOKEN_KINDS.filter((kind) => prices[`${kind}Per1M`] !== undefined);
  const named = new Set([...kinds, ...(prices.perRequest === undefined ? [] : (["perRequest"] as const))]);
  const brought = bringAlong({ before, after: read.terms, named }, along, settings);
  const edit = editOfMoved(brought, "Brought along");
  if ("problems" in edit) return edit;
  // What the edit takes away is missing in the terms.
  return { input: { ...prices, ...edit.input }, notes: [...brought.left.map(leftSentence), ...edit.notes] };
}

function editOfMoved(moved: MovedTerms, how: string): BulkEdit {
  if (!moved.ok)
    return { problems: [fieldProblem("", "moved-too-far", { how, problem: describeProblem(moved.problem) })] };
  const notes = moved.isRounded ? ["Rounded to 6 decimals of a dollar per 1M tokens."] : [];
  return { input: termsToJson(moved.terms), notes };
}
