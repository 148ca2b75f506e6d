import { Badge, Group, Text } from "@mantine/core";
import type { DataColumn } from "#web/components/data-table";
import { Time } from "#web/components/time";
import { movedRowColumns } from "./moved-row-columns";
import type { Batch, BatchChange } from "./shapes";

const KIND_WORDS: Record<Batch["kind"], string> = {
  discovery: "sync models",
  file: "file",
  "sync-provider": "provider prices",
  "sync-custom": "custom prices",
  "bulk-edit": "bulk edit",
  sample: "sample data",
  revert: "revert",
};

const count = (id: string, header: string, of: (batch: Batch) => number): DataColumn<Batch> => ({
  id,
  header,
  width: 90,
  align: "right",
  cell: (batch) => of(batch).toLocaleString("en"),
});

export const BATCH_COLUMNS: readonly DataColumn<Batch>[] = [
  {
    id: "name",
    header: "Batch",
    width: 240,
    grow: 1,
    cell: (batch) => (
      <Group gap={6} wrap="nowrap" miw={0}>
        <Text span inherit fw={500} truncate>
          {batch.name}
        </Text>
        {batch.revertedByIds.length > 0 && <Badge color="gray">taken back</Badge>}
      </Group>
    ),
  },
  { id: "kind", header: "Through", width: 130, cell: (batch) => KIND_WORDS[batch.kind] },
  count("added", "New", (batch) => batch.addedCount),
  count("changed", "Changed", (batch) => batch.changedCount),
  count("skipped", "Skipped", (batch) => batch.skippedCount),
  { id: "by", header: "By", width: 180, cell: (batch) => batch.createdBy },
  { id: "at", header: "When (UTC)", width: 150, cell: (batch) => <Time at={batch.createdAt} /> },
];

const CHANGES: Record<BatchChange["change"], { words: string; color: string }> = {
  added: { words: "new", color: "ledger" },
  changed: { words: "changed", color: "blue" },
  removed: { words: "removed", color: "red" },
};

export const BATCH_CHANGE_COLUMNS = movedRowColumns<BatchChange>({
  what: "What",
  kindOf: ({ change }) => change,
  badgeOf: ({ change }) => CHANGES[change],
  sides: "Before → after",
});
