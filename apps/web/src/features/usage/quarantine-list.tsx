/** What the intake could not take: by reason, the sentence why, and what to do about it. */
import { Group as Row, Select, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { exactCount } from "#web/components/count";
import { type DataColumn, DataTable, pagingOf } from "#web/components/data-table";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { Time } from "#web/components/time";
import { trpc } from "#web/trpc";
import { QuarantinedDrawer } from "./quarantined-drawer";
import { type Group, groupLabel, type QuarantinedItem, type QuarantineGroups, SettleGroup } from "./settle-group";

const PAGE_SIZE = 100;

export function QuarantineList() {
  const [group, setGroup] = useState<Group | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const groups = useQuery(trpc.usage.quarantineGroups.queryOptions());
  const list = useInfiniteQuery(
    trpc.usage.quarantine.infiniteQueryOptions(
      { limit: PAGE_SIZE, group },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items), [list.data]);
  return (
    <>
      <Text size="sm" c="dimmed" maw={760}>
        Events that broke a rule. They are in no sum; the rest of their batch was taken. Open one to mend it and take
        it, or choose a reason and decide for all of them.
      </Text>
      <Row gap="sm" align="flex-end">
        <GroupPicker groups={groups.data ?? []} group={group} onChange={setGroup} />
        {useMay("quarantine:settle") && <SettleGroup group={group} key={group ? groupLabel(group) : ""} />}
      </Row>
      <DataTable
        label="Quarantined events"
        rows={rows}
        columns={COLUMNS}
        rowKey={keyOf}
        onOpen={({ id }) => setOpened(id)}
        {...pagingOf(list)}
        fill
        empty={
          <EmptyState title={group ? "Nothing waits for this reason" : "Nothing in quarantine"}>
            Every event that arrived was booked, known already or settled.
          </EmptyState>
        }
      />
      {opened !== null && <QuarantinedDrawer id={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

type PickerProps = Readonly<{ groups: QuarantineGroups; group: Group | null; onChange: (group: Group | null) => void }>;

function GroupPicker({ groups, group, onChange }: PickerProps) {
  const labelled = groups.map((each) => ({ ...each, label: `${groupLabel(each)} (${exactCount(each.count)})` }));
  return (
    <Select
      aria-label="Reason"
      placeholder="Any reason"
      w={320}
      clearable
      data={labelled.map((each) => ({ value: groupLabel(each), label: each.label }))}
      value={group ? groupLabel(group) : null}
      onChange={(value) => {
        const chosen = labelled.find((each) => groupLabel(each) === value);
        onChange(chosen ? { reasonCode: chosen.reasonCode, field: chosen.field } : null);
      }}
    />
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

/** The name of the tab, with how many events wait. */
export function QuarantineTabLabel() {
  const { data } = useQuery(trpc.usage.quarantineCount.queryOptions());
  if (!data || data.open === 0) return "Quarantine";
  return `Quarantine (${exactCount(data.open)}${data.isMore ? "+" : ""})`;
}
