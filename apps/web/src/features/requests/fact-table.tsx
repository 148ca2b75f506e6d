/** Names and values below each other. */
import { Table } from "@mantine/core";
import type { ReactNode } from "react";

export type Fact = readonly [name: string, value: ReactNode];

export function FactTable({ facts }: Readonly<{ facts: readonly Fact[] }>) {
  return (
    <Table variant="vertical" withTableBorder={false} verticalSpacing={4} fz="sm" layout="fixed">
      <Table.Tbody>
        {facts.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th w={150}>{name}</Table.Th>
            <Table.Td style={{ overflowWrap: "anywhere" }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
