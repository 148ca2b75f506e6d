/** Columns of a bulk edit's preview: the tick a far move needs, before and after, and the last 30 days at both prices. */
import { Badge, Checkbox, Text } from "@mantine/core";
import type { DataColumn, Selection } from "#web/components/data-table";
import { Differences, fieldName } from "#web/components/differences";
import { impactColumns } from "#web/components/impact-columns";
import { MOVE_WORDS } from "#web/components/move-words";
import { type BulkPreviewRow, OUTCOME_WORDS } from "./bulk-words";

export const bulkColumns = (
  ticked: Selection,
  onTick: (next: Selection) => void,
): readonly DataColumn<BulkPreviewRow>[] => [
  {
    id: "tick",
    header: "Meant",
    help: "Prices that move 10 times or more, or to or from zero, need a tick each",
    width: 80,
    align: "center",
    sortBy: (row) => `${needsLook(row) ? 0 : 1} ${row.model}`,
    cell: (row) => row.quarantine.length > 0 && <Tick row={row} ticked={ticked} onTick={onTick} />,
  },
  ...ROW_COLUMNS,
];

const needsLook = ({ quarantine, outcome }: BulkPreviewRow) =>
  quarantine.length > 0 || outcome === "moved" || outcome === "refused";

const ROW_COLUMNS: readonly DataColumn<BulkPreviewRow>[] = [
  {
    id: "model",
    header: "Model",
    width: 170,
    grow: 1,
    sortBy: (row) => row.model,
    cell: (row) => <span title={row.model}>{row.model}</span>,
  },
  {
    id: "outcome",
    header: "What",
    width: 96,
    sortBy: ({ outcome }) => OUTCOME_WORDS[outcome].words,
    cell: ({ outcome }) => {
      const { words, color } = OUTCOME_WORDS[outcome];
      return (
        <Badge color={color} {...(color === "orange" && { c: "var(--rc-warn)" })}>
          {words}
        </Badge>
      );
    },
  },
  {
    id: "change",
    header: "Before → after, USD per 1M tokens",
    width: 260,
    grow: 3,
    cell: (row) =>
      row.outcome === "changed" ? <Differences differences={row.differences} isWritten /> : <Notes row={row} />,
  },
  ...impactColumns<BulkPreviewRow>(),
  { id: "why", header: "Note", width: 150, grow: 1, cell: (row) => row.outcome === "changed" && <Notes row={row} /> },
];

type TickProps = Readonly<{ row: BulkPreviewRow; ticked: Selection; onTick: (next: Selection) => void }>;

function Tick({ row, ticked, onTick }: TickProps) {
  return (
    <Checkbox
      size="xs"
      aria-label={`The price of ${row.model} is meant`}
      checked={ticked.has(row.model)}
      onChange={({ currentTarget }) => {
        const next = new Set(ticked);
        if (currentTarget.checked) next.add(row.model);
        else next.delete(row.model);
        onTick(next);
      }}
    />
  );
}

function Notes({ row: { quarantine, notes } }: Readonly<{ row: BulkPreviewRow }>) {
  const far = quarantine.map(({ field, move }) => `${fieldName(field)} ${MOVE_WORDS[move]}`);
  const text = [...far, ...notes].join("; ");
  if (text === "") return null;
  return (
    <Text span inherit truncate title={text} c={far.length > 0 ? "var(--rc-warn)" : "dimmed"}>
      {text}
    </Text>
  );
}
