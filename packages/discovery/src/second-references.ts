/** What another catalogue says of a base, to tell a mistaken unit by. Empty when it does not know the model. */
import { type CatalogView, createPriceBook, resolve } from "@ratecard/pricing";
import type { PriceReference } from "./quarantine";
import type { BaseModel } from "./sync-decision";

const NO_ENTRIES = createPriceBook([]);

export function secondReferences(
  { model, provider }: BaseModel,
  second: CatalogView | undefined,
  at: number,
): readonly PriceReference[] {
  if (!second) return [];
  const found = resolve(NO_ENTRIES, second, { model, provider, at }, "error");
  if (!("hit" in found) || found.warnings.includes("provider-mismatch")) return [];
  return [{ evidence: "second-reference", terms: found.terms }];
}
