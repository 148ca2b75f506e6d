import { DEFAULT_MODEL } from "@ratecard/pricing";
import { RowSwitch } from "#web/components/row-controls";
import type { PriceRow } from "./price-row";

/** undefined: this person may not. */
export type ToggleEntry = ((row: PriceRow, isActive: boolean) => void) | undefined;

type ActiveSwitchProps = Readonly<{ row: PriceRow; onToggle: ToggleEntry }>;

/** Switched off, an entry prices nothing from now on; requests of before keep their price. */
export function ActiveSwitch({ row, onToggle }: ActiveSwitchProps) {
  const isFixed = onToggle === undefined || row.model === DEFAULT_MODEL || row.pinnedBy !== undefined;
  return (
    <RowSwitch
      aria-label={`${row.model} is used`}
      checked={row.isActive}
      disabled={isFixed}
      tabIndex={-1}
      onChange={({ currentTarget }) => onToggle?.(row, currentTarget.checked)}
    />
  );
}
