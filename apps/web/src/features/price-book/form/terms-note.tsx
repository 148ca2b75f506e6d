/** What an entry says beyond the fields of the form, in words. Every edit here keeps it; files and programs change it. */
import { Stack, Table, Text } from "@mantine/core";
import type { PriceRow, PriceUnit } from "../price-row";
import { termsInWords } from "./terms-words";

export function TermsNote({ row, unit }: Readonly<{ row: PriceRow; unit: PriceUnit }>) {
  const lines = row.otherTerms ? termsInWords(row.otherTerms, unit) : [];
  if (lines.length === 0) return null;
  return (
    <Stack gap={4} role="group" aria-label="Other terms">
      <Table variant="vertical" fz="xs" verticalSpacing={3} withTableBorder={false}>
        <Table.Tbody>
          {lines.map(({ label, text }) => (
            <Table.Tr key={label}>
              <Table.Th w={150} fw={500}>
                {label}
              </Table.Th>
              <Table.Td>{text}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed">
        Kept as they are by every edit here. Change them by JSON or CSV import, or by REST.
      </Text>
    </Stack>
  );
}
