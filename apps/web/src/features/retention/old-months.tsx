/** Months whose requests are older than they are kept, with what goes of each and what it waits for. */
import { Text } from "@mantine/core";
import { Count } from "#web/components/count";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { EmptyState } from "#web/components/states";
import { type OldMonth, sizeText, WAIT_WORDS } from "./retention-words";

export function OldMonths({ label, months }: Readonly<{ label: string; months: readonly OldMonth[] }>) {
  return (
    <DataTable
      label={label}
      rows={months}
      columns={COLUMNS}
      rowKey={({ month }) => month}
      maxHeight="260px"
      empty={<EmptyState title="No month is that old">Each goes when it is.</EmptyState>}
    />
  );
}

const COLUMNS: readonly DataColumn<OldMonth>[] = [
  { id: "month", header: "Month", width: 90, cell: ({ month }) => month },
  { id: "requests", header: "Requests", width: 100, align: "right", cell: ({ requests }) => <Count of={requests} /> },
  { id: "bytes", header: "On disk", width: 90, align: "right", cell: ({ bytes }) => sizeText(bytes) },
  {
    id: "waits",
    header: "Waits, because",
    width: 200,
    grow: 1,
    cell: ({ waitsFor }) => (
      <Text inherit c={waitsFor.length === 0 ? "dimmed" : "var(--rc-warn)"}>
        {waitsFor.length === 0 ? "nothing holds it" : waitsFor.map((wait) => WAIT_WORDS[wait]).join("; ")}
      </Text>
    ),
  },
];

/** What goes and what stays, before it is confirmed. */
export function WhatGoes({ months }: Readonly<{ months: readonly OldMonth[] }>) {
  const sum = (of: (month: OldMonth) => number) => months.reduce((total, month) => total + of(month), 0);
  const [first, last] = [months[0]?.month, months.at(-1)?.month];
  return (
    <>
      <Text size="sm" fw={600} mb="xs">
        {first === undefined
          ? "No request is older than that today. Each month goes when it is."
          : `${sum(({ requests }) => requests).toLocaleString("en")} requests of ${first === last ? first : `${first} to ${last}`} go, ${sizeText(sum(({ bytes }) => bytes))} on disk.`}
      </Text>
      {months.length > 0 && <OldMonths label="Months that go" months={months} />}
      <Text size="sm" mt="xs">
        <b>What stays:</b> sums of every day and month by model, team, user, key and tag, statements and corrections of
        months, the history of re-costs, and the audit log. Dashboards, Explore by these, budgets and files of charges
        go on as before.
      </Text>
      <Text size="sm" mt="xs">
        <b>What ends</b> for these days: the list of requests, Explore by hour and by names that are not summed up
        together, re-costs, what-ifs that need requests, comparisons with invoices, and late requests, which wait in
        quarantine. The zone of days stays for good, and closed months of then are not re-opened.
      </Text>
      <Text size="sm" mt="xs">
        Months go from the oldest on, within the hour. Each waits until its sums were compared with its requests once
        more, until it is closed where months are closed, and while a re-cost is at work, events of it are in
        quarantine, or sample data is in it. It cannot be taken back.
      </Text>
    </>
  );
}
