/** What importing a list would do, item by item. Errors: none thrown; a bad item says why. Two items of one name are both bad. */
import { type CostSettings, DEFAULT_MODEL } from "@ratecard/pricing";
import type { FieldProblem } from "#server/pricing/price-form";
import type { PriceToSave } from "#server/pricing/save-prices";
import { decidePrice } from "./decide-price";
import type { PriceItem } from "./read-price-list";
import type { StoredPrice } from "./rows";

export type ItemDecision = Readonly<{ place: string; model: string }> &
  (
    | Readonly<{
        outcome: "added" | "changed" | "unchanged";
        price: PriceToSave;
        effectiveFrom: string | null;
        /** The version the decision was made on; null: there was no entry. */
        version: number | null;
        notices: readonly string[];
      }>
    | Readonly<{ outcome: "bad"; issues: readonly FieldProblem[] }>
  );

export function decidePriceList(
  items: readonly PriceItem[],
  existing: ReadonlyMap<string, StoredPrice>,
  settings: CostSettings,
): readonly ItemDecision[] {
  const seen = new Map<string, number>();
  for (const { model } of items) seen.set(model, (seen.get(model) ?? 0) + 1);
  return items.map((item) => {
    if (item.ok && (seen.get(item.model) ?? 0) > 1)
      return bad(item, "model", "is in this list more than once. Keep one.");
    return decideItem(item, existing.get(item.model) ?? null, settings);
  });
}

const bad = ({ place, model }: PriceItem, field: string, problem: string): ItemDecision => ({
  place,
  model,
  outcome: "bad",
  issues: [{ field, problem }],
});

function decideItem(item: PriceItem, existing: StoredPrice | null, settings: CostSettings): ItemDecision {
  const { place, model } = item;
  if (!item.ok) return { place, model, outcome: "bad", issues: item.issues };
  const decision = decidePrice(model, existing, item.input, "replace", settings);
  if (!decision.ok) return { place, model, outcome: "bad", issues: decision.issues };
  const { price, notices, isUnchanged } = decision;
  const pinnedBy = existing?.view.pinnedBy;
  if (pinnedBy !== undefined && !isUnchanged)
    return bad(item, "model", `is pinned by ${pinnedBy}. Change it in that file.`);
  if (model === DEFAULT_MODEL && !price.isActive)
    return bad(item, "isActive", "must be true: the default entry stays.");
  return {
    place,
    model,
    outcome: existing === null ? "added" : isUnchanged ? "unchanged" : "changed",
    price,
    effectiveFrom: item.input.effectiveFrom ?? null,
    version: existing?.view.version ?? null,
    notices,
  };
}
