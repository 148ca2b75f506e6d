/** The rules, and a gallery to begin with. */
import { Button } from "@mantine/core";
import { ALERT_PRESETS } from "@ratecard/contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { DataTable } from "#web/components/data-table";
import { notifyDone, notifyError } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { queryClient, trpc } from "#web/trpc";
import type { Rule } from "./alert-words";
import { AlertsSearch } from "./alerts-search";
import { ruleColumns } from "./rule-columns";
import { RuleDrawer } from "./rule-drawer";

const REFRESH_MS = 15_000;

export function RuleList() {
  const [{ rule }, setSearch] = useTableSearch(AlertsSearch);
  const mayWrite = useMay("alerts:write");
  const list = useQuery(trpc.alerts.rules.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const columns = useMemo(() => ruleColumns(mayWrite), [mayWrite]);
  const opened = list.data?.rules.find(({ id }) => id === rule);
  const isNew = mayWrite && rule === "new";
  return (
    <>
      <DataTable
        label="rules"
        rows={list.data?.rules}
        columns={columns}
        rowKey={keyOf}
        rowLabel={labelOf}
        rowHeightPx={48}
        onOpen={({ id }) => setSearch({ rule: id })}
        isMuted={({ isActive }) => !isActive}
        error={list.error}
        retry={list.refetch}
        fill
        empty={
          <EmptyState title="No rules" action={mayWrite && <TurnOnRecommended />}>
            A rule says what is news: an expensive day, a price that moved, a gateway that fell silent. Nothing is told
            before there is one.
          </EmptyState>
        }
      />
      {(opened || isNew) && (
        <RuleDrawer key={rule} {...(opened && { standing: opened })} onClose={() => setSearch({ rule: "" })} />
      )}
    </>
  );
}

const keyOf = ({ id }: Rule) => id;
const labelOf = ({ name }: Rule) => name;

const RECOMMENDED = ALERT_PRESETS.filter(({ isRecommended }) => isRecommended);

function TurnOnRecommended() {
  const save = useMutation(
    trpc.alerts.saveRule.mutationOptions({
      onError: notifyError,
      onSettled: () => queryClient.invalidateQueries(trpc.alerts.pathFilter()),
    }),
  );
  const saveAll = async () => {
    for (const { name, check } of RECOMMENDED) await save.mutateAsync({ name, check });
    notifyDone(`${RECOMMENDED.length} rules are on`);
  };
  return (
    <Button loading={save.isPending} onClick={() => void saveAll().catch(() => undefined)}>
      Turn on the {RECOMMENDED.length} recommended ones
    </Button>
  );
}
