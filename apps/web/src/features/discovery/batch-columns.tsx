import { Badge, Group, Text } from "@mantine/core";
import type { DataColumn } from "#web/components/data-table";
import { Differences } from "#web/components/differences";
import { Time } from "#web/components/time";
import type { Batch, BatchChange } from "./shapes";
import { WordsBadge } from "#web/components/words-badge";

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

/** What a batch did to one entry: its name, what happened to it, and its price on both sides. */
export const BATCH_CHANGE_COLUMNS: readonly DataColumn<BatchChange>[] = [
  {
    id: "model",
    header: "Model",
    width: 190,
    grow: 1,
    sortBy: ({ model }) => model,
    cell: ({ model }) => (
      <Text span inherit truncate title={model}>
        {model}
      </Text>
    ),
  },
  {
    id: "what",
    header: "What",
    width: 116,
    sortBy: ({ change }) => change,
    cell: ({ change }) => <WordsBadge {...CHANGES[change]} />,
  },
  {
    id: "differences",
    header: "Before → after, USD per 1M tokens",
    width: 280,
    grow: 2,
    cell: ({ differences }) => <Differences differences={differences} />,
  },
];
