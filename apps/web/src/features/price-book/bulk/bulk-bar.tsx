/** What can be done to all selected entries at once. */
import { Button, Group, Text } from "@mantine/core";
import type { BulkKind } from "./bulk-draft";
import { BULK_KINDS, BULK_WORDS } from "./bulk-words";

type BulkBarProps = Readonly<{
  /** Selected ones, also those that a filter hides. */
  count: number;
  hidden: number;
  onChoose: (kind: BulkKind) => void;
  onClear: () => void;
}>;

export function BulkBar({ count, hidden, onChoose, onClear }: BulkBarProps) {
  return (
    <Group gap="xs" role="toolbar" aria-label="Selected entries">
      <Text size="sm" fw={500} role="status">
        {count.toLocaleString("en")} selected
        {hidden > 0 && ` (${hidden.toLocaleString("en")} not shown)`}
      </Text>
      {BULK_KINDS.map((kind) => (
        <Button key={kind} size="compact-sm" variant="default" onClick={() => onChoose(kind)}>
          {BULK_WORDS[kind]} …
        </Button>
      ))}
      <Button size="compact-sm" variant="subtle" onClick={onClear}>
        Clear selection
      </Button>
    </Group>
  );
}
