/** A draft that is kept as one value, with the ways to write it. */
import type { MoneyField } from "../money-fields";
import type { PriceUnit } from "../rate-in-unit";
import type { BoundDraft, BoundName } from "./bound-drafts";
import { inUnit, type TermsDraft } from "./terms-draft";

export const draftWriters = (draft: TermsDraft, onChange: (draft: TermsDraft) => void) => ({
  onText: (field: MoneyField, text: string) => onChange({ ...draft, [field]: text }),
  onBounds: (name: BoundName, rows: readonly BoundDraft[]) => onChange({ ...draft, [name]: rows }),
  onUnit: (unit: PriceUnit) => onChange(inUnit(draft, unit)),
});
