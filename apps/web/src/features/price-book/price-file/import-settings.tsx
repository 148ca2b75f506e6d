/** What holds for the whole file: the unit and decimals of a sheet, whose prices of another program's file. */
import { MultiSelect, Select } from "@mantine/core";
import { DECIMAL_SIGNS, PRICE_UNITS } from "@ratecard/contract";
import { type AboutFile, type FileColumn, type ImportDraft, isUnitNamed, UNITS } from "./import-draft";
import { DECIMALS, UNIT_NAMES } from "./import-words";

type SettingsProps = Readonly<{
  columns: readonly FileColumn[];
  draft: ImportDraft;
  /** Nobody chose it, and it is not certain by the columns' names. */
  isUnitMissing: boolean;
  onChange: (draft: ImportDraft) => void;
}>;

export function ImportSettings({ about, ...settings }: SettingsProps & Readonly<{ about: AboutFile }>) {
  const { draft, onChange } = settings;
  return about.isForeign ? (
    <WhosePrices about={about} draft={draft} onChange={onChange} />
  ) : (
    <SheetSettings {...settings} />
  );
}

function SheetSettings({ columns, draft, isUnitMissing, onChange }: SettingsProps) {
  const { unit, decimals } = draft;
  const isNamed = isUnitNamed(columns);
  const shown = unit === "" && !isUnitMissing ? "as-named" : unit;
  return (
    <>
      <Select
        label="Unit of token prices"
        placeholder="Choose it"
        w={170}
        allowDeselect={false}
        data={[
          ...(isNamed ? [{ value: "as-named", label: "as the columns say" }] : []),
          ...PRICE_UNITS.map((value) => ({ value, label: UNIT_NAMES[value] })),
        ]}
        value={shown || null}
        error={isUnitMissing ? "Choose it: nothing is assumed." : null}
        onChange={(value) => onChange({ ...draft, unit: UNITS.find((known) => known === value) ?? "" })}
      />
      <Select
        label="Decimals"
        w={130}
        allowDeselect={false}
        data={DECIMAL_SIGNS.map((value) => ({ value, label: DECIMALS[value] }))}
        value={decimals}
        onChange={(value) => onChange({ ...draft, decimals: value === "comma" ? "comma" : "point" })}
      />
    </>
  );
}

/** A name that several sell at different prices is bad until one of them is chosen. */
function WhosePrices({
  about,
  draft,
  onChange,
}: Pick<SettingsProps, "draft" | "onChange"> & Readonly<{ about: AboutFile }>) {
  if (about.providers.length < 2) return null;
  return (
    <MultiSelect
      label="Only the prices of"
      placeholder={draft.providers.length === 0 ? `all ${about.providers.length.toLocaleString("en")} providers` : ""}
      w={260}
      size="xs"
      searchable
      clearable
      data={about.providers.map(({ name, models }) => ({
        value: name,
        label: `${name} (${models.toLocaleString("en")})`,
      }))}
      value={[...draft.providers]}
      onChange={(providers) => onChange({ ...draft, providers })}
    />
  );
}
