/** What somebody else changed while the form was open, field by field, to be taken or left. */
import { Alert, SegmentedControl, Table, Text, VisuallyHidden } from "@mantine/core";
import type { FieldChange, MergedField } from "./merge-entry";
import type { Meanwhile } from "./use-meanwhile";

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
