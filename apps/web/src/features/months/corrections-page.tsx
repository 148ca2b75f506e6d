/** Requests of closed months that came, or went away, later: on which day they are counted, and which day they are of. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { z } from "zod";
import { textColumn, timeColumn } from "#web/components/columns";
import { Count } from "#web/components/count";
import { type DataColumn, DataTable, pagingOf } from "#web/components/data-table";
import { useToday } from "#web/components/ledger-zone";
import { RouteLink } from "#web/components/links";
import { Money } from "#web/components/money";
import { Page } from "#web/components/page";
import { Absent } from "#web/components/quiet";
import { EmptyState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { type RouterOutputs, trpc } from "#web/trpc";

const Day = z.iso.date().or(z.literal("")).catch("");
const Search = z.object({ from: Day, to: Day });

export function CorrectionsPage() {
  const [search] = useTableSearch(Search);
  const today = useToday();
  const range = { from: search.from || `${today.slice(0, 8)}01`, to: search.to || today };
  const list = useInfiniteQuery(
    trpc.months.corrections.infiniteQueryOptions(range, { getNextPageParam: ({ nextCursor }) => nextCursor }),
  );
  const rows = useMemo(() => list.data?.pages.flatMap(({ corrections }) => corrections), [list.data]);
  return (
    <Page
      title="Corrections"
      description={`Counted from ${range.from} to ${range.to}, of months that were closed before. Their own days stay as they were closed.`}
      fill
    >
      <DataTable
        label="Corrections"
        rows={rows}
        columns={COLUMNS}
        rowKey={keyOf}
        {...pagingOf(list)}
        fill
        empty={
          <EmptyState title="No corrections in these days">
            What arrives for a closed month is counted on the day it arrives, and listed here.
          </EmptyState>
        }
      />
    </Page>
  );
}

type Correction = RouterOutputs["months"]["corrections"]["corrections"][number];

const keyOf = ({ id }: Correction) => id;

const KIND_WORDS: Readonly<Record<Correction["kind"], string>> = {
  late: "arrived late",
  removed: "went away",
  "re-cost": "other price",
};

const COLUMNS: readonly DataColumn<Correction>[] = [
  textColumn("postedOn", "Counted on", ({ postedOn }) => postedOn, { width: 108 }),
  textColumn("correctsOn", "Is of", ({ correctsOn }) => correctsOn, { width: 100 }),
  textColumn("kind", "Why", ({ kind }) => KIND_WORDS[kind], { width: 108 }),
  {
    id: "request",
    header: "Request",
    width: 112,
    grow: 2,
    cell: ({ requestId, gateway }) => (
      <RouteLink to="/dashboard/logs/$requestId" params={{ requestId }} search={{ gateway } as never} inherit truncate>
        {requestId}
      </RouteLink>
    ),
  },
  textColumn("model", "Model", ({ model }) => model, { width: 130, grow: 1 }),
  {
    id: "team",
    header: "Team",
    width: 96,
    cell: ({ team }) => team ?? <Absent title="no team" />,
  },
  { id: "requests", header: "Requests", width: 88, align: "right", cell: ({ requests }) => <Count of={requests} /> },
  { id: "costUsd", header: "Cost", width: 104, align: "right", cell: ({ costUsd }) => <Money usd={costUsd} /> },
  timeColumn("recordedAt", "Booked (UTC)", ({ recordedAt }) => recordedAt, { width: 144 }),
];
