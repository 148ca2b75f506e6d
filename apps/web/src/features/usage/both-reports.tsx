/** What is booked under an id beside the later report: the fields that differ, and what the booked one cost. */
import { Table, Text } from "@mantine/core";
import { Money } from "#web/components/money";
import type { QuarantinedDetails } from "./quarantine-data";

type Reports = Readonly<{
  later: QuarantinedDetails["item"]["payload"];
  booked: NonNullable<QuarantinedDetails["booked"]>;
}>;

export function BothReports({ later, booked }: Reports) {
  const { costUsd, ...fields } = booked;
  const differing = [...new Set([...Object.keys(fields), ...Object.keys(later)])].filter(
    (name) => name in fields && textOf(fields[name]) !== textOf(later[name]),
  );
  return (
    <Table verticalSpacing={4} fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Field</Table.Th>
          <Table.Th ta="right">Booked</Table.Th>
          <Table.Th ta="right">Later report</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {differing.map((name) => (
          <Table.Tr key={name}>
            <Table.Td>{name}</Table.Td>
            <Table.Td ta="right">{textOf(fields[name])}</Table.Td>
            <Table.Td ta="right">{textOf(later[name])}</Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr>
          <Table.Td>Cost</Table.Td>
          <Table.Td ta="right">{costUsd === null ? "no cost" : <Money usd={costUsd} exact />}</Table.Td>
          <Table.Td ta="right">
            <Text span inherit c="dimmed">
              as of its time
            </Text>
          </Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}

/** An absent flag is false, and an instant counts however its offset is written. */
function textOf(value: unknown): string {
  if (value === undefined || value === null || value === false) return "—";
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value)) return new Date(value).toISOString();
  return typeof value === "string" ? value : JSON.stringify(value);
}
