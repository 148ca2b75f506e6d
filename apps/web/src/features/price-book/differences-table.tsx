/** What differs, a line a field: before, after, and how far it moved. Units: USD per 1M tokens, USD per request. */
import { Table, Text } from "@mantine/core";
import { isSuspiciousMove } from "@ratecard/pricing";
import { type Difference, valueText, withSign } from "#web/components/differences";
import { fieldName } from "#web/components/field-name";

export function DifferencesTable({ differences }: Readonly<{ differences: readonly Difference[] }>) {
  if (differences.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        They say the same.
      </Text>
    );
  }
  return (
    <Table fz="xs" verticalSpacing={3} horizontalSpacing={6} style={{ fontVariantNumeric: "tabular-nums" }}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Field</Table.Th>
          <Table.Th ta="right">Before</Table.Th>
          <Table.Th ta="right">After</Table.Th>
          <Table.Th ta="right">Change</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {differences.map((difference) => (
          <Table.Tr key={difference.field}>
            <Table.Td>{fieldName(difference.field)}</Table.Td>
            <Value of={difference} text={difference.from} />
            <Value of={difference} text={difference.to} />
            <Table.Td ta="right" c={isSuspiciousMove(difference.move) ? "var(--rc-warn)" : undefined}>
              {difference.percent === null ? "—" : `${withSign(difference.percent)} %`}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Value({ of, text }: Readonly<{ of: Difference; text: string | null }>) {
  return (
    <Table.Td ta="right" c={text === null ? "dimmed" : undefined} style={{ overflowWrap: "anywhere" }}>
      {WORDS[of.field]?.[text ?? ""] ?? valueText(of, text)}
    </Table.Td>
  );
}

const YES_NO = { true: "yes", false: "no" };
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = { isActive: YES_NO, isCustom: YES_NO };
