/** The requests of the filter by group, the most expensive first. Opening a group lists its requests, with the same filters. */
import { Text } from "@mantine/core";
import type { RequestGroup } from "@ratecard/contract";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { FLAG_WORDS } from "#web/components/cost-arithmetic";
import { Count, countedUsage } from "#web/components/count";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { nameWords } from "#web/components/filters/filters-in-url";
import { KeptNotice } from "#web/components/kept-notice";
import { Money } from "#web/components/money";
import { Quiet } from "#web/components/quiet";
import { EmptyState } from "#web/components/states";
import { trpc } from "#web/trpc";
import type { GroupedRequests } from "./logs-columns";
import { LogsFilters } from "./logs-filters";
import { filterOfGroup, scopeInput } from "./logs-search";
import { GROUP_WORDS, LogsTotals, type LogsViewProps } from "./logs-totals";

type GroupsProps = LogsViewProps & Readonly<{ by: RequestGroup }>;

export function LogsGroups({ by, search, setSearch }: GroupsProps) {
  const found = useQuery(trpc.requests.groups.queryOptions({ ...scopeInput(search), by }));
  const columns = useMemo(() => columnsOf(by), [by]);
  const open = ({ name }: GroupRow) => {
    const filter = filterOfGroup(by, name);
    if (filter) setSearch({ ...filter, group: "" });
  };
  return (
    <>
      <LogsFilters search={search} setSearch={setSearch} />
      <KeptNotice from={scopeInput(search).from} />
      <LogsTotals search={search} setSearch={setSearch} />
      <DataTable
        label={`Requests by ${GROUP_WORDS[by]}`}
        rows={found.data?.groups}
        columns={columns}
        rowKey={({ name }) => name}
        rowLabel={({ name }) => wordsOf(by, name)}
        onOpen={open}
        error={found.error}
        retry={found.refetch}
        fill
        empty={<EmptyState title="No request matches">Take a filter away to see more.</EmptyState>}
      />
      {found.data?.isMore && (
        <Text size="sm" c="dimmed">
          Only the most expensive {found.data.groups.length} are shown. Filter to see others.
        </Text>
      )}
    </>
  );
}

type GroupRow = GroupedRequests["groups"][number];

function wordsOf(by: RequestGroup, name: string): string {
  if (by === "status") return name === "none" ? "no status" : name;
  if (by !== "flag") return nameWords(by, name);
  const known = Object.entries(FLAG_WORDS).find(([flag]) => flag === name);
  return known ? known[1].label : name === "" ? "no flag" : name;
}

const columnsOf = (by: RequestGroup): readonly DataColumn<GroupRow>[] => [
  {
    id: "name",
    header: GROUP_WORDS[by],
    width: 240,
    grow: 1,
    sortBy: ({ name }) => name,
    cell: ({ name }) => (name === "" ? <Quiet>{wordsOf(by, name)}</Quiet> : wordsOf(by, name)),
  },
  {
    id: "requests",
    header: "Requests",
    width: 130,
    align: "right",
    descendingFirst: true,
    sortBy: ({ requests }) => requests,
    cell: ({ requests, reports }) => <Count of={requests === 0 && reports > 0 ? null : requests} />,
  },
  {
    id: "cost",
    header: "Cost",
    width: 130,
    align: "right",
    cell: ({ costUsd, unpricedRequests, requests, unpricedReports, reports }) => {
      const isUnknown = unpricedRequests === requests && unpricedReports === reports && costUsd === "0";
      return <Money usd={isUnknown ? null : costUsd} fw={500} />;
    },
  },
  {
    id: "unpriced",
    header: "Without a cost",
    width: 130,
    align: "right",
    descendingFirst: true,
    sortBy: ({ unpricedRequests, unpricedReports }) => unpricedRequests + unpricedReports,
    cell: ({ unpricedRequests, unpricedReports }) => (
      <>{unpricedReports === 0 ? <Count of={unpricedRequests} /> : countedUsage(unpricedRequests, unpricedReports)}</>
    ),
  },
  {
    id: "tokens",
    header: "Tokens",
    width: 130,
    align: "right",
    descendingFirst: true,
    sortBy: ({ tokens }) => BigInt(tokens),
    cell: ({ tokens }) => <Count of={tokens} />,
  },
];
