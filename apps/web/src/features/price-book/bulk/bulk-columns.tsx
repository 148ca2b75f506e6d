/** Columns of a bulk edit's preview: the tick a far move needs, before and after, and the last 30 days at both prices. */
import { Badge } from "@mantine/core";
import type { DataColumn, Selection } from "#web/components/data-table";
import { Differences } from "#web/components/differences";
import { fieldName, MOVE_WORDS } from "#web/components/field-name";
import { impactColumns } from "#web/components/impact-summary";
import { TwoLines } from "#web/components/quiet";
import { MEANT_HELP, MeantTick } from "#web/components/row-controls";
import { type BulkPreviewRow, OUTCOME_WORDS } from "./bulk-words";

export const bulkColumns = (ticked: Selection): readonly DataColumn<BulkPreviewRow>[] => [
  {
    id: "tick",
    header: "Meant",
    help: MEANT_HELP,
    width: 80,
    align: "center",
    sortBy: (row) => `${needsLook(row) ? 0 : 1} ${row.model}`,
    cell: (row) => row.quarantine.length > 0 && <MeantTick model={row.model} isTicked={ticked.has(row.model)} />,
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

function Notes({ row: { quarantine, notes } }: Readonly<{ row: BulkPreviewRow }>) {
  const far = quarantine.map(({ field, move }) => `${fieldName(field)} ${MOVE_WORDS[move]}`);
  const text = [...far, ...notes].join("; ");
  if (text === "") return null;
  return (
    <TwoLines c={far.length > 0 ? "var(--rc-warn)" : "dimmed"} title={text}>
      {text}
    </TwoLines>
  );
}
