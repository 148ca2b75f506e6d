/**
 * What a file of pinned prices may not call its entries, beyond the rule of every name.
 * Errors  an answer with the place and the remedy. Source: pricing.md section 3, normalised keys and wildcards.
 */
import { DEFAULT_MODEL, normalisedKey } from "@ratecard/pricing";
import type { NamedPriceInput } from "@ratecard/contract";
import type { FieldProblem } from "#server/pricing/price-form";

/** `place`: how the file's reader calls an entry. */
export function checkConfigNames(
  prices: readonly NamedPriceInput[],
  place: (model: string) => string,
): readonly FieldProblem[] {
  const firstOfKey = new Map<string, string>();
  return prices.flatMap(({ model, isActive }): FieldProblem[] => {
    const field = place(model);
    const key = normalisedKey(model);
    const twin = firstOfKey.get(key);
    firstOfKey.set(key, twin ?? model);
    if (twin !== undefined) return [{ field, problem: `is the same name as ${place(twin)}, dots aside. Keep one.` }];
    if (model.slice(0, -1).includes("*")) {
      return [{ field, problem: "has a * that is not its last character. Only there it stands for any ending." }];
    }
    if (model === DEFAULT_MODEL && isActive === false) {
      return [{ field: `${field}.isActive`, problem: "must stay true: this entry prices every unknown model." }];
    }
    return [];
  });
}
