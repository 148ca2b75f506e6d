/** The rows of an import that write, as the entries they become. */
import type { ImportDecision } from "@ratecard/discovery";
import type { Entry } from "#server/batches/standing-entries";
import type { PriceToSave } from "#server/pricing/save-prices";
import type { Chosen } from "./chosen-prices";

export const isWriting = ({ outcome }: ImportDecision): boolean => outcome === "added" || outcome === "changed";

/** A changed entry keeps its provider, its notes and whether it is custom: the import is about its price. */
export function pricesToSave(
  chosen: readonly Chosen[],
  decisions: readonly ImportDecision[],
  entries: ReadonlyMap<string, Entry>,
): readonly PriceToSave[] {
  const writing = new Set(decisions.filter(isWriting).map(({ model }) => model));
  return chosen
    .filter(({ model }) => writing.has(model))
    .map(({ model, terms, copiedFrom, provider, isCustom, isPlaceholder = false }) => {
      const entry = entries.get(model);
      const kept = entry ?? { provider, isCustom, notes: null };
      return {
        model,
        terms,
        copiedFrom,
        isActive: true,
        isPlaceholder,
        provider: kept.provider,
        isCustom: kept.isCustom,
        notes: kept.notes,
      };
    });
}
