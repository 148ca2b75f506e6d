/** How each column of the file is taken: found by its name, guessed, or as told here. Folded away while every name was known. */
import { Badge, Collapse, Group, Select, Table, Text, UnstyledButton } from "@mantine/core";
import { type FileField, FILE_FIELDS } from "@ratecard/contract";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import type { FileColumn, ImportDraft } from "./import-draft";
import { FIELD_CHOICES, NOT_TAKEN, UNIT_NAMES } from "./import-words";

type ColumnMappingProps = Readonly<{
  columns: readonly FileColumn[];
  draft: ImportDraft;
  onChange: (draft: ImportDraft) => void;
}>;

export function ColumnMapping({ columns, draft, onChange }: ColumnMappingProps) {
  const [isOpen, setIsOpen] = useState(() => columns.some(({ isGuessed }) => isGuessed));
  const taken = columns.filter(({ field }) => field !== null).length;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const take = (column: string, field: FileField | null) =>
    onChange({ ...draft, columns: { ...draft.columns, [column]: field } });
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
                <Table.Th>Unit</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {columns.map((column) => (
                <ColumnRow key={column.name} column={column} onTake={take} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Collapse>
    </div>
  );
}

type ColumnRowProps = Readonly<{ column: FileColumn; onTake: (column: string, field: FileField | null) => void }>;

function ColumnRow({ column: { name, field, unit, isGuessed, example }, onTake }: ColumnRowProps) {
  return (
    <Table.Tr>
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
            data={FIELD_CHOICES}
            value={field ?? NOT_TAKEN}
            onChange={(value) => onTake(name, FILE_FIELDS.find((known) => known === value) ?? null)}
          />
          {isGuessed && field !== null && <Badge color="gray">a guess</Badge>}
        </Group>
      </Table.Td>
      <Table.Td c="dimmed">{unit !== null && UNIT_NAMES[unit]}</Table.Td>
    </Table.Tr>
  );
}
