/** How each column of a file of prices is taken. */
import { type FileField, FILE_FIELDS } from "@ratecard/contract";
import { ColumnChoices } from "#web/components/column-choices";
import type { FileColumn, ImportDraft } from "./import-draft";
import { FIELD_CHOICES, NOT_TAKEN, UNIT_NAMES } from "./import-words";

type ColumnMappingProps = Readonly<{
  columns: readonly FileColumn[];
  draft: ImportDraft;
  onChange: (draft: ImportDraft) => void;
}>;

export function ColumnMapping({ columns, draft, onChange }: ColumnMappingProps) {
  const take = (column: string, field: FileField | null) =>
    onChange({ ...draft, columns: { ...draft.columns, [column]: field } });
  return (
    <ColumnChoices
      columns={columns.map(({ name, field, unit, isGuessed, example }) => ({
        name,
        example,
        value: field,
        isGuessed,
        note: unit !== null && UNIT_NAMES[unit],
      }))}
      choices={FIELD_CHOICES}
      notTaken={NOT_TAKEN}
      noteHeader="Unit"
      onTake={(column, value) => take(column, FILE_FIELDS.find((known) => known === value) ?? null)}
    />
  );
}
