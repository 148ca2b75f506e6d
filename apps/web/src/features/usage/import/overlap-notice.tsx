/** What is counted already on the days of a file: nobody brings in the same spend twice without having said so. */
import { Alert, Checkbox, Stack } from "@mantine/core";
import { countColumn, textColumn } from "#web/components/columns";
import { counted, exactCount } from "#web/components/count";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { useLedgerZone } from "#web/components/ledger-zone";
import { Money, readableAmount } from "#web/components/money";
import { Quiet } from "#web/components/quiet";
import { usdOrder } from "#web/components/usd-order";
import type { BookedDays } from "./use-overlap";

type OverlapNoticeProps = Readonly<{
  booked: BookedDays;
  gateway: string;
  isAccepted: boolean;
  onAccept: (isAccepted: boolean) => void;
}>;

export function OverlapNotice({ booked, gateway, isAccepted, onAccept }: OverlapNoticeProps) {
  const { zone } = useLedgerZone();
  const { requestsOfGateway, rows, shown } = booked;
  const left = rows - shown.length;
  return (
    <Stack gap="xs">
      <Alert color="orange" variant="light" p="xs" role="alert" title={titleOf(booked)}>
        The ledger has {counted(booked.requests, "request")} ({readableAmount(booked.costUsd)}) on these days of {zone},
        as listed below. What this file adds is counted beside them: a request that both tell of would count twice.
        {requestsOfGateway > 0 &&
          ` ${requestsOfGateway === booked.requests ? "All" : exactCount(requestsOfGateway)} of them are of ${gateway}: rows with one of their request ids are duplicates and add nothing.`}
      </Alert>
      <DataTable label="Booked already" rows={shown} columns={COLUMNS} rowKey={keyOf} maxHeight="260px" />
      {left > 0 && <Quiet>… and {exactCount(left)} more by day and gateway</Quiet>}
      <Checkbox
        label="Count the requests of this file as well"
        checked={isAccepted}
        onChange={({ currentTarget }) => onAccept(currentTarget.checked)}
      />
    </Stack>
  );
}

const titleOf = ({ days, from, to }: BookedDays): string =>
  days === 1
    ? `${from}, a day of this file, has requests already`
    : `${exactCount(days)} days of this file have requests already: ${from} to ${to}`;

type BookedDay = BookedDays["shown"][number];

const keyOf = ({ day, gateway }: BookedDay): string => `${day} ${gateway ?? ""}`;

const COLUMNS: readonly DataColumn<BookedDay>[] = [
  textColumn("day", "Day", ({ day }) => day, { width: 120 }),
  {
    id: "gateway",
    header: "Gateway",
    width: 240,
    grow: 1,
    sortBy: ({ gateway }) => gateway,
    cell: ({ gateway }) => gateway ?? <Quiet>still being told apart</Quiet>,
  },
  countColumn("requests", "Requests", ({ requests }) => requests, { width: 110 }),
  {
    id: "cost",
    header: "Cost",
    width: 120,
    align: "right",
    sortBy: ({ costUsd }) => usdOrder(costUsd),
    cell: ({ costUsd }) => <Money usd={costUsd} />,
  },
];
