/** What rules found, newest first, by state. One opens with what can be done about it. */
import { Button, Group, SegmentedControl } from "@mantine/core";
import { ALERT_STATES } from "@ratecard/contract";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DataTable, type Selection } from "#web/components/data-table";
import { feedback } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { trpc } from "#web/trpc";
import { ALERT_COLUMNS } from "./alert-columns";
import { AlertDrawer } from "./alert-drawer";
import { type Alert, STATE_WORDS } from "./alert-words";
import { AlertsSearch } from "./alerts-search";

const REFRESH_MS = 15_000;
const NONE: Selection = new Set();

export function AlertList() {
  const [{ state, open }, setSearch] = useTableSearch(AlertsSearch);
  const [selection, setSelection] = useState<Selection>(NONE);
  const mayWrite = useMay("alerts:write");
  const list = useQuery(
    trpc.alerts.list.queryOptions(state === "" ? {} : { state }, {
      refetchInterval: REFRESH_MS,
      placeholderData: keepPreviousData,
    }),
  );
  const opened = list.data?.find(({ id }) => id === open);
  return (
    <>
      <Group justify="space-between" gap="sm">
        <SegmentedControl
          aria-label="State"
          data={STATES}
          value={state}
          onChange={(value) => setSearch({ state: AlertsSearch.parse({ state: value }).state })}
        />
        {selection.size > 0 && <AcknowledgeButton ids={[...selection]} onDone={() => setSelection(NONE)} />}
      </Group>
      <DataTable
        label="alerts"
        rows={list.data}
        columns={ALERT_COLUMNS}
        rowKey={keyOf}
        rowLabel={labelOf}
        rowHeightPx={48}
        onOpen={({ id }) => setSearch({ open: id })}
        isMuted={({ state: is }) => is === "over" || is === "acknowledged"}
        {...(mayWrite && { selection, onSelectionChange: setSelection })}
        error={list.error}
        retry={list.refetch}
        fill
        empty={<NoAlerts state={state} />}
      />
      {opened && <AlertDrawer alert={opened} onClose={() => setSearch({ open: "" })} />}
    </>
  );
}

function NoAlerts({ state }: Pick<AlertsSearch, "state">) {
  const [, setSearch] = useTableSearch(AlertsSearch);
  const { data } = useQuery(trpc.alerts.rules.queryOptions());
  if (data && !data.rules.some(({ isActive }) => isActive)) {
    return (
      <EmptyState
        title="No rule is on"
        action={
          <Button variant="default" onClick={() => setSearch({ tab: "rules" })}>
            Rules
          </Button>
        }
      >
        Nothing is watched: every rule is off, or there is none yet. Rules are turned on in the tab Rules.
      </EmptyState>
    );
  }
  return (
    <EmptyState title={state === "" ? "No alerts in the last 90 days" : `No alert is ${STATE_WORDS[state].words}`}>
      Rules are checked once a minute. What they find stands here, and stays here when it is over.
    </EmptyState>
  );
}

const STATES = [
  { value: "", label: "All" },
  ...ALERT_STATES.map((value) => ({ value, label: upperFirst(STATE_WORDS[value].words) })),
];

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const keyOf = ({ id }: Alert) => id;
const labelOf = ({ title }: Alert) => title;

function AcknowledgeButton({ ids, onDone }: Readonly<{ ids: string[]; onDone: () => void }>) {
  const words = feedback(({ count }: { count: number }) => `${count} acknowledged`);
  const acknowledge = useMutation(
    trpc.alerts.acknowledge.mutationOptions({
      ...words,
      onSuccess: (answer) => {
        words.onSuccess(answer);
        onDone();
      },
    }),
  );
  return (
    <Button size="compact-sm" loading={acknowledge.isPending} onClick={() => acknowledge.mutate({ ids })}>
      Acknowledge {ids.length}
    </Button>
  );
}
