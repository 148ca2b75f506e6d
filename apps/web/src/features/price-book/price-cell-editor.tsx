/**
 * A price edited in its cell: Enter saves, Tab saves and goes on, Escape gives up. What the last 30 days would have cost stands below,
 * or why it was not saved. A far move and somebody else's edit are asked about: Enter again means it.
 */
import { Popover, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type KeyboardEvent, useId, useState } from "react";
import type { EditEnd } from "#web/components/data-table";
import type { PriceUnit } from "#web/components/rate-in-unit";
import { fieldErrorsOf } from "#web/components/field-errors";
import { describeClientError } from "#web/errors/describe-client-error";
import { type CellField, cellText, isFarFrom, readCell } from "./cell-price";
import { FIELD_LABELS } from "#web/components/money-fields";
import { ImpactPreview } from "./impact-preview";
import type { PriceRow } from "./price-row";
import { movedEntryOf, useSaveCell } from "./use-save-cell";

type PriceCellEditorProps = Readonly<{
  row: PriceRow;
  field: CellField;
  unit: PriceUnit;
  done: (end: EditEnd) => void;
}>;

export function PriceCellEditor(props: PriceCellEditorProps) {
  const { row, field, unit } = props;
  const cell = useCell(props);
  const noteId = useId();
  return (
    <Popover
      opened
      withRoles={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      position="bottom-end"
      width={340}
      shadow="md"
    >
      <Popover.Target>
        <TextInput
          size="xs"
          w="100%"
          // The cell was asked for by a key: the focus goes where the person already is.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          aria-label={`${FIELD_LABELS[field]} of ${row.model}, USD`}
          aria-describedby={noteId}
          error={cell.problem !== null}
          inputMode="decimal"
          autoComplete="off"
          readOnly={cell.isSaving}
          aria-busy={cell.isSaving}
          placeholder="no price"
          styles={{ input: { textAlign: "right", paddingInline: 6 } }}
          value={cell.text}
          onFocus={({ currentTarget }) => currentTarget.select()}
          onChange={({ currentTarget }) => cell.type(currentTarget.value)}
          onKeyDown={cell.onKeyDown}
        />
      </Popover.Target>
      <Popover.Dropdown
        p="xs"
        id={noteId}
        role={cell.problem === null ? "status" : "alert"}
        aria-label="About this price"
      >
        {cell.problem === null ? (
          <Effect model={row.model} field={field} unit={unit} text={cell.text} />
        ) : (
          <Text size="xs" c="var(--rc-bad)" style={{ whiteSpace: "normal" }}>
            {cell.problem}
          </Text>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function useCell({ row, field, unit, done }: PriceCellEditorProps) {
  // The entry as it was opened: a refresh of the table must not move what is being typed.
  const [base, setBase] = useState<Pick<PriceRow, CellField | "version">>(row);
  const [text, setText] = useState(() => cellText(row[field], field, unit));
  const [problem, setProblem] = useState<string | null>(null);
  const [confirmed, setConfirmed] = useState<string | null>(null);
  const save = useSaveCell();

  const refuse = (error: unknown) => {
    const moved = movedEntryOf(error);
    if (!moved) return setProblem(fieldErrorsOf(error)[field] ?? describeClientError(error).message);
    setBase(moved);
    setConfirmed(text);
    const theirs = moved[field] === undefined ? "took it away" : `made it $${cellText(moved[field], field, unit)}`;
    setProblem(`Somebody changed this entry meanwhile and ${theirs}. Enter writes yours over it, Escape keeps theirs.`);
  };
  const commit = (end: EditEnd) => {
    if (save.isPending) return;
    const read = readCell(text, field, unit);
    if (!read.ok) return setProblem(read.problem);
    if (read.price === (base[field] ?? null)) return done(end);
    if (isFarFrom(base[field], read.price) && confirmed !== text) {
      setConfirmed(text);
      return setProblem(farSentence(read.price));
    }
    save.mutate(
      { model: row.model, version: base.version, changes: { [field]: read.price } },
      { onSuccess: () => done(end), onError: refuse },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") done("stay");
    else if (event.key === "Enter") commit("stay");
    else if (event.key === "Tab") commit(event.shiftKey ? "previous" : "next");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const type = (next: string) => {
    setText(next);
    setProblem(null);
    setConfirmed(null);
  };
  return { text, type, problem, isSaving: save.isPending, onKeyDown };
}

const farSentence = (price: string | null): string =>
  `This ${price === null ? "takes the price away" : "moves 10 times or more, or to or from zero"}. Press Enter again if that is right.`;

const SETTLE_MS = 400;

function Effect({
  model,
  field,
  unit,
  text,
}: Omit<PriceCellEditorProps, "row" | "done"> & { model: string; text: string }) {
  const [settled] = useDebouncedValue(text, SETTLE_MS);
  const read = readCell(settled, field, unit);
  return read.ok ? (
    <ImpactPreview model={model} changes={{ [field]: read.price }} />
  ) : (
    <Text size="xs" c="dimmed">
      {read.problem}
    </Text>
  );
}
