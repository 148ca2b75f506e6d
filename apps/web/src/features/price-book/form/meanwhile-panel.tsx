/** What somebody else changed while the form was open, field by field, to be taken or left. */
import { Alert, SegmentedControl, Table, Text, VisuallyHidden } from "@mantine/core";
import { useEffect, useState } from "react";
import type { PriceRow } from "../price-row";
import {
  changesMeanwhile,
  type FieldChange,
  isSame,
  type MergedField,
  mergedValues,
  withField,
  withValueOf,
} from "./merge-entry";
import type { PriceFormValues } from "./price-form-values";
import type { PriceFormApi } from "./use-save-price";

export function MeanwhilePanel({ met, isTheirs, choose }: Meanwhile) {
  if (met === null) return null;
  const { changedBy, changedThrough } = met.theirs;
  const who = changedBy === undefined ? "Somebody" : `${changedBy}, through ${changedThrough ?? "?"},`;
  return (
    <Alert color="orange" variant="light" p="xs" title="Changed while you were typing" role="alert">
      <Text size="sm">
        {who} changed this entry.{" "}
        {met.changes.length === 0
          ? "Nothing of it differs from what stands here."
          : "Nothing you typed is lost: choose for each field. A save writes what stands below."}
      </Text>
      {met.changes.length > 0 && (
        <Table fz="xs" verticalSpacing={4} horizontalSpacing={6} mt={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Field</Table.Th>
              <Table.Th>Here</Table.Th>
              <Table.Th>Theirs</Table.Th>
              <Table.Th>
                <VisuallyHidden>Choice</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {met.changes.map((change) => (
              <ChangeRow key={change.field} change={change} isTheirs={isTheirs(change.field)} choose={choose} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Alert>
  );
}

type ChangeRowProps = Readonly<{ change: FieldChange; isTheirs: boolean; choose: Meanwhile["choose"] }>;

const ChangeRow = ({ change: { field, label, mine, theirs }, isTheirs, choose }: ChangeRowProps) => (
  <Table.Tr>
    <Table.Td>{label}</Table.Td>
    <Table.Td style={{ overflowWrap: "anywhere" }}>{mine}</Table.Td>
    <Table.Td style={{ overflowWrap: "anywhere" }}>{theirs}</Table.Td>
    <Table.Td ta="right">
      <Choice field={field} label={label} isTheirs={isTheirs} choose={choose} />
    </Table.Td>
  </Table.Tr>
);

type ChoiceProps = Readonly<{ field: MergedField; label: string; isTheirs: boolean; choose: Meanwhile["choose"] }>;

const Choice = ({ field, label, isTheirs, choose }: ChoiceProps) => (
  <SegmentedControl
    size="xs"
    aria-label={`${label}: whose value`}
    value={isTheirs ? "theirs" : "mine"}
    onChange={(value) => choose(field, value === "theirs" ? "theirs" : "mine")}
    data={[
      { value: "mine", label: "Keep mine" },
      { value: "theirs", label: "Take theirs" },
    ]}
  />
);

type Met = Readonly<{
  theirs: PriceRow;
  typed: PriceFormValues;
  merged: PriceFormValues;
  changes: readonly FieldChange[];
}>;

type Meanwhile = Readonly<{
  /** The entry that a save replaces. */
  base: PriceRow;
  /** null: nobody changed anything since the form was opened. */
  met: Met | null;
  isTheirs: (field: MergedField) => boolean;
  choose: (field: MergedField, whose: "mine" | "theirs") => void;
}>;

/** Follows the entry of an open form: what others change is taken over or offered, and nothing typed is lost. */
export function useMeanwhile(row: PriceRow, form: PriceFormApi, onMet: () => void): Meanwhile {
  const [opened] = useState(row);
  const [base, setBase] = useState(row);
  const [met, setMet] = useState<Met | null>(null);
  if (row.version !== base.version) {
    const meeting = { opened, known: base, theirs: row, typed: form.values };
    setMet({ theirs: row, typed: form.values, merged: mergedValues(meeting), changes: changesMeanwhile(meeting) });
    setBase(row);
  }
  const { setValues } = form;
  useEffect(() => {
    if (met === null) return;
    setValues(met.merged);
    onMet();
  }, [met, setValues, onMet]);
  return {
    base,
    met,
    isTheirs: (field) => met !== null && isSame(field, form.values, withValueOf(field, form.values, met.theirs)),
    choose: (field, whose) => {
      if (met === null) return;
      const { values } = form;
      form.setValues(whose === "theirs" ? withValueOf(field, values, met.theirs) : withField(field, values, met.typed));
    },
  };
}
