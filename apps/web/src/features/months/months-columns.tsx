/** The columns of the list of months. */
import { Button, Group } from "@mantine/core";
import { countColumn, nameColumn } from "#web/components/columns";
import { CorrectionsNote } from "#web/components/corrections-note";
import type { DataColumn } from "#web/components/data-table";
import { ButtonLink } from "#web/components/links";
import { Money } from "#web/components/money";
import { Absent, Quiet } from "#web/components/quiet";
import { useMay } from "#web/components/session";
import { Age } from "#web/components/time";
import { WordsBadge } from "#web/components/words-badge";
import type { RouterOutputs } from "#web/trpc";
import { askToClose } from "./close-month";
import { lastDayOf } from "./month-words";
import { askToReopen } from "./reopen-month";

export type Month = RouterOutputs["months"]["list"]["months"][number];

const STATES: Readonly<Record<Month["state"], { words: string; color: string }>> = {
  open: { words: "open", color: "gray" },
  closed: { words: "closed", color: "ledger" },
  earlier: { words: "closed with a later one", color: "gray" },
};

export const MONTH_COLUMNS: readonly DataColumn<Month>[] = [
  nameColumn("month", "Month", ({ month }) => month, { width: 100, grow: 0 }),
  { id: "state", header: "State", width: 180, cell: ({ state }) => <WordsBadge {...STATES[state]} /> },
  countColumn("requests", "Requests", ({ requests }) => requests),
  { id: "costUsd", header: "Cost", width: 210, align: "right", cell: (row) => <Cost row={row} /> },
  {
    id: "exact",
    header: "Priced exactly",
    help: "Share of the cost",
    width: 116,
    align: "right",
    cell: ({ exactPercent }) => (exactPercent === null ? <Absent title="nothing was spent" /> : `${exactPercent} %`),
  },
  countColumn("quarantined", "In quarantine", ({ quarantined }) => quarantined, { width: 112 }),
  { id: "statement", header: "Closed", width: 180, grow: 1, cell: (row) => <Closed row={row} /> },
  { id: "actions", header: "Actions", width: 230, align: "right", cell: (row) => <Actions row={row} /> },
];

type RowProps = Readonly<{ row: Month }>;

const Cost = ({ row: { month, costUsd, correctionRequests, correctionUsd } }: RowProps) => (
  <div>
    <Money usd={costUsd} />
    <CorrectionsNote
      corrections={{ requests: correctionRequests, costUsd: correctionUsd }}
      range={{ from: `${month}-01`, to: lastDayOf(month) }}
    />
  </div>
);

const Closed = ({ row: { statement } }: RowProps) =>
  statement === null ? (
    <Absent title="not closed" />
  ) : (
    <span>
      <Age at={statement.closedAt} /> <Quiet>by {statement.closedBy}</Quiet>
    </span>
  );

function Actions({ row: { month, statement, canClose, canReopen } }: RowProps) {
  const mayClose = useMay("months:close");
  const mayReopen = useMay("months:reopen");
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      {statement && (
        <ButtonLink
          to="/admin/months/$month"
          params={{ month }}
          variant="default"
          size="compact-sm"
          aria-label={`Statement of ${month}`}
        >
          Statement
        </ButtonLink>
      )}
      {canReopen && mayReopen && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`Open ${month} again`}
          onClick={() => askToReopen(month)}
        >
          Open again
        </Button>
      )}
      {canClose && mayClose && (
        <Button variant="default" size="compact-sm" aria-label={`Close ${month}`} onClick={() => askToClose(month)}>
          Close
        </Button>
      )}
    </Group>
  );
}
