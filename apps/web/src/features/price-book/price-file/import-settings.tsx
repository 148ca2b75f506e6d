/** What holds for the whole file: the unit of its token prices. */
import { Group, Select } from "@mantine/core";
import { PRICE_UNITS } from "@ratecard/contract";
import { type FileColumn, type ImportDraft, isUnitNamed, UNITS } from "./import-draft";
import { UNIT_NAMES } from "./import-words";

type ImportSettingsProps = Readonly<{
  columns: readonly FileColumn[];
  draft: ImportDraft;
  /** Nobody chose it, and it is not certain by the columns' names. */
  isUnitMissing: boolean;
  onChange: (draft: ImportDraft) => void;
}>;

export function ImportSettings({ columns, draft, isUnitMissing, onChange }: ImportSettingsProps) {
  const { unit } = draft;
  const isNamed = isUnitNamed(columns);
  const shown = unit === "" && !isUnitMissing ? "as-named" : unit;
  return (
    <Group gap="sm" align="flex-start">
      <Select
        label="Unit of token prices"
        placeholder="Choose it"
        w={210}
        allowDeselect={false}
        data={[
          ...(isNamed ? [{ value: "as-named", label: "as the columns say" }] : []),
          ...PRICE_UNITS.map((value) => ({ value, label: UNIT_NAMES[value] })),
        ]}
        value={shown || null}
        error={isUnitMissing ? "Choose it: nothing is assumed." : null}
        onChange={(value) => onChange({ ...draft, unit: UNITS.find((known) => known === value) ?? "" })}
      />
    </Group>
  );
}
