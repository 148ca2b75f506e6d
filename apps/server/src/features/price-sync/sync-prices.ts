/**
 * The prices that the rows of a sync come to, ready to be saved.
 * Source  a changed entry keeps its provider, its notes and whether it is custom: the sync is about its price, and a copy's base.
 */
import type { SyncKind } from "@ratecard/contract";
import type { SyncDecision } from "@ratecard/discovery";
import type { Entry } from "#server/batches/standing-entries";
import type { PriceToSave } from "#server/pricing/save-prices";

export function syncPrices(
  kind: SyncKind,
  decisions: readonly SyncDecision[],
  entries: ReadonlyMap<string, Entry>,
): readonly PriceToSave[] {
  return decisions.flatMap(({ model, provider, after: terms, base }): readonly PriceToSave[] => {
    if (!terms || !base) return [];
    const kept = entries.get(model) ?? { provider, isCustom: true, notes: null };
    const copied = { copiedFrom: base.model, copiedFromProvider: base.provider ?? null };
    const own = { model, terms, isActive: true, provider: kept.provider, isCustom: kept.isCustom, notes: kept.notes };
    return [kind === "custom" ? { ...own, ...copied } : own];
  });
}
