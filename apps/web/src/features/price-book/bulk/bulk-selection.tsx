/** The selected entries, what can be done with them, and the bulk edit that was chosen. */
import { useMemo, useState } from "react";
import type { Selection } from "#web/components/data-table";
import { providersOf } from "../filter-prices";
import type { PriceRow } from "../price-row";
import { BulkBar } from "./bulk-bar";
import type { BulkKind } from "./bulk-draft";
import { BulkDrawer } from "./bulk-drawer";

type BulkSelectionProps = Readonly<{
  rows: readonly PriceRow[];
  shown: readonly PriceRow[];
  selection: Selection;
  onChange: (selection: Selection) => void;
}>;

export function BulkSelection({ rows, shown, selection, onChange }: BulkSelectionProps) {
  const [kind, setKind] = useState<BulkKind | null>(null);
  // Names that were deleted meanwhile stay in the selection, but are no rows any more.
  const selected = useMemo(() => rows.filter(({ model }) => selection.has(model)), [rows, selection]);
  const clear = () => onChange(new Set());
  if (selected.length === 0) return null;
  const visible = shown.reduce((count, { model }) => count + (selection.has(model) ? 1 : 0), 0);
  return (
    <>
      <BulkBar count={selected.length} hidden={selected.length - visible} onChoose={setKind} onClear={clear} />
      {kind !== null && (
        <BulkDrawer
          kind={kind}
          rows={selected}
          providers={providersOf(rows)}
          onClose={() => setKind(null)}
          onDone={() => {
            setKind(null);
            clear();
          }}
        />
      )}
    </>
  );
}
