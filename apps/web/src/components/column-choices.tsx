/** How each column of a file is taken: as it was found or guessed, or as told here. Folded away while nothing is to be looked at. */
import { Badge, Collapse, Group, Select, type SelectProps, Table, Text, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";

export type ChosenColumn = Readonly<{
  name: string;
  /** Of the first row. */
  example: string;
  /** null: not taken. */
  value: string | null;
  isGuessed: boolean;
  note?: string | false;
}>;

type ColumnChoicesProps = Readonly<{
  columns: readonly ChosenColumn[];
  choices: SelectProps["data"];
  /** The choice of a column that is not taken. */
  notTaken: string;
  /** Of the last column, where the columns have notes. */
  noteHeader?: string;
  onTake: (column: string, value: string | null) => void;
}>;

export function ColumnChoices({ columns, choices, notTaken, noteHeader, onTake }: ColumnChoicesProps) {
  const [isOpen, setIsOpen] = useState(() => columns.some(({ isGuessed }) => isGuessed));
  const taken = columns.filter(({ value }) => value !== null).length;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <UnstyledButton aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <Group gap={4}>
          <Chevron size={14} aria-hidden />
          <Text size="sm" fw={500}>
            Columns
          </Text>
          <Text size="sm" c="dimmed">
            {taken} taken{taken < columns.length && `, ${columns.length - taken} not taken`}
          </Text>
        </Group>
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <Table.ScrollContainer minWidth={640} maxHeight={236} maw={860} mt={4}>
          <Table fz="xs" verticalSpacing={2} horizontalSpacing={8} stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Column of the file</Table.Th>
                <Table.Th>First value</Table.Th>
                <Table.Th>Taken as</Table.Th>
                {noteHeader !== undefined && <Table.Th>{noteHeader}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {columns.map(({ name, example, value, isGuessed, note }) => (
                <Table.Tr key={name}>
                  <Table.Td fw={500}>{name}</Table.Td>
                  <Table.Td c="dimmed" maw={220}>
                    <Text inherit truncate title={example}>
                      {example}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Group gap={6} wrap="nowrap">
                      <Select
                        aria-label={`${name} is taken as`}
                        w={190}
                        searchable
                        allowDeselect={false}
                        data={choices ?? []}
                        value={value ?? notTaken}
                        onChange={(choice) => onTake(name, choice === notTaken ? null : choice)}
                      />
                      {isGuessed && value !== null && <Badge color="gray">a guess</Badge>}
                    </Group>
                  </Table.Td>
                  {noteHeader !== undefined && <Table.Td c="dimmed">{note}</Table.Td>}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Collapse>
    </div>
  );
}
