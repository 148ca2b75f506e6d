/** The columns of the list of months. */
import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { Count, counted, countedUsage, readableCount } from "#web/components/count";
import { countColumn, nameColumn } from "#web/components/columns";
import type { DataColumn } from "#web/components/data-table";
import { ButtonLink, RouteLink } from "#web/components/links";
import { Money } from "#web/components/money";
import { Absent, Quiet, TwoLines } from "#web/components/quiet";
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
  earlier: { words: "earlier", color: "gray" },
};

export const MONTH_COLUMNS: readonly DataColumn<Month>[] = [
  nameColumn("month", "Month", ({ month }) => month, { width: 80, grow: 0 }),
  {
    id: "state",
    header: "State",
    help: "Earlier: before the first closed month, and closed with it",
    width: 84,
    cell: ({ state }) => <WordsBadge {...STATES[state]} />,
  },
  countColumn("requests", "Requests", ({ requests }) => requests, { width: 96, cell: (row) => <Used row={row} /> }),
  { id: "costUsd", header: "Cost", width: 96, align: "right", cell: ({ costUsd }) => <Money usd={costUsd} /> },
  {
    id: "corrections",
    header: "Corrections",
    help: "Part of the cost: what corrects months that were closed before",
    width: 96,
    align: "right",
    cell: (row) => <Corrections row={row} />,
  },
  {
    id: "exact",
    header: "Priced exactly",
    help: "Share of the cost; what has no cost is said below",
    width: 112,
    align: "right",
    cell: (row) => <PricedExactly row={row} />,
  },
  countColumn("quarantined", "In quarantine", ({ quarantined }) => quarantined, { width: 102 }),
  { id: "statement", header: "Closed", width: 106, grow: 1, cell: (row) => <Closed row={row} /> },
  { id: "actions", header: "Actions", width: 236, align: "right", cell: (row) => <Actions row={row} /> },
];

type RowProps = Readonly<{ row: Month }>;

const SecondLine = ({ children }: Readonly<{ children: ReactNode }>) => (
  <>
    {" "}
    <br />
    <Quiet>{children}</Quiet>
  </>
);

/** Reports in sums that do not tell how many requests they are of stand beside those that are counted. */
const Used = ({ row: { requests, reports } }: RowProps) => (
  <TwoLines title={countedUsage(requests, reports)}>
    <Count of={requests} />
    {reports > 0 && <SecondLine>{counted(reports, "report")}</SecondLine>}
  </TwoLines>
);

function PricedExactly({ row: { exactPercent, unpricedRequests, unpricedReports } }: RowProps) {
  const share = exactPercent === null ? <Absent title="nothing was spent" /> : `${exactPercent} %`;
  if (unpricedRequests + unpricedReports === 0) return share;
  const without = countedUsage(unpricedRequests, unpricedReports);
  return (
    <TwoLines title={`${without} without a cost`}>
      {share}
      <SecondLine>{readableCount(unpricedRequests + unpricedReports)} not priced</SecondLine>
    </TwoLines>
  );
}

function Corrections({ row: { month, correctionRequests, correctionReports, correctionUsd } }: RowProps) {
  if (correctionRequests === 0 && correctionReports === 0 && correctionUsd === "0") return <Absent title="none" />;
  const range = { from: `${month}-01`, to: lastDayOf(month) };
  return (
    <RouteLink to="/dashboard/corrections" search={range as never} inherit>
      <Money usd={correctionUsd} />
    </RouteLink>
  );
}

const Closed = ({ row: { statement } }: RowProps) =>
  statement === null ? (
    <Absent title="not closed" />
  ) : (
    <TwoLines title={`by ${statement.closedBy}`}>
      <Age at={statement.closedAt} /> <Quiet>by {statement.closedBy}</Quiet>
    </TwoLines>
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
