/** What the intake could not take: the sentence why, and the event as it was sent, without messages. */
import { Code, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { EmptyState } from "#web/components/states";
import { Time } from "#web/components/time";
import { trpc } from "#web/trpc";
import type { QuarantinedItem } from "./request-data";

const PAGE_SIZE = 100;

export function QuarantineList() {
  const list = useInfiniteQuery(
    trpc.requests.quarantine.infiniteQueryOptions(
      { limit: PAGE_SIZE },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items), [list.data]);
  return (
    <>
      <Text size="sm" c="dimmed" maw={760}>
        Events that broke a rule. They are in no sum; the rest of their batch was taken. Send them again corrected,
        under an id of their own when theirs is booked already.
      </Text>
      <DataTable
        label="Quarantined events"
        rows={rows}
        columns={COLUMNS}
        rowKey={keyOf}
        isSortedByServer
        onOpen={show}
        error={list.error}
        retry={list.refetch}
        fill
        isLoadingMore={list.isFetchingNextPage}
        onEndReached={() => {
          if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
        }}
        empty={
          <EmptyState title="Nothing in quarantine">Every event that arrived was booked or known already.</EmptyState>
        }
      />
    </>
  );
}

const keyOf = ({ id }: QuarantinedItem) => id;

const COLUMNS: readonly DataColumn<QuarantinedItem>[] = [
  { id: "received", header: "Received (UTC)", width: 160, cell: ({ receivedAt }) => <Time at={receivedAt} seconds /> },
  { id: "gateway", header: "Gateway", width: 140, cell: ({ gateway }) => gateway },
  {
    id: "requestId",
    header: "Request id",
    width: 200,
    cell: ({ requestId }) => <span className="rc-mono">{requestId ?? "—"}</span>,
  },
  { id: "reason", header: "Why", width: 380, grow: 1, cell: ({ reason }) => <span title={reason}>{reason}</span> },
];

const show = ({ reason, payload, requestId }: QuarantinedItem) =>
  modals.open({
    title: requestId ?? "An event without an id",
    size: "lg",
    children: (
      <Stack gap="sm">
        <Text size="sm">{reason}</Text>
        <Code block>{JSON.stringify(payload, null, 2)}</Code>
      </Stack>
    ),
  });
