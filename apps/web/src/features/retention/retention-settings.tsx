/** For how many months single requests are kept: what would go is said before it is saved. */
import { Button, Group, NumberInput, Text, Title } from "@mantine/core";
import { LEAST_KEPT_MONTHS, MOST_KEPT_MONTHS } from "@ratecard/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { confirm } from "#web/components/confirm";
import { Count } from "#web/components/count";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { notifyError } from "#web/components/notify";
import { Panel } from "#web/components/page";
import { ErrorState } from "#web/components/states";
import { Age } from "#web/components/time";
import { type RouterOutputs, trpc, trpcClient } from "#web/trpc";
import { OldMonths, WhatGoes } from "./old-months";
import { keptText } from "./retention-words";

type Retention = RouterOutputs["retention"]["show"];
type DroppedMonth = Retention["dropped"][number];

export function RetentionSettings() {
  const state = useQuery(trpc.retention.show.queryOptions());
  return (
    <Panel
      title="How long requests are kept"
      description="Single requests, one by one. Their sums by day and month, statements, corrections and the audit log stay for ever."
    >
      {state.data ? (
        <Kept state={state.data} />
      ) : (
        state.error && <ErrorState error={state.error} retry={() => void state.refetch()} />
      )}
    </Panel>
  );
}

function Kept({ state: { months, keptFrom, old, dropped } }: Readonly<{ state: Retention }>) {
  const queries = useQueryClient();
  const [typed, setTyped] = useState<number | null>(months);
  const change = useMutation(
    trpc.retention.change.mutationOptions({ onError: notifyError, onSettled: () => queries.invalidateQueries() }),
  );
  const look = useMutation({
    mutationFn: (wanted: number) => trpcClient.retention.preview.query({ months: wanted }),
    onError: notifyError,
    onSuccess: (found, wanted) =>
      confirm({
        title: `Keep requests ${keptText(wanted)}?`,
        preview: <WhatGoes months={found} />,
        action: `Keep them ${keptText(wanted)}`,
        onConfirm: () => change.mutate({ months: wanted }),
      }),
  });
  const ask = () =>
    typed === null
      ? confirm({
          title: "Keep requests for ever?",
          preview: "Nothing more is dropped from now on. What was dropped before stays away.",
          action: "Keep them for ever",
          isHarmless: true,
          onConfirm: () => change.mutate({ months: null }),
        })
      : look.mutate(typed);
  return (
    <>
      <Group align="flex-end" gap="sm">
        <NumberInput
          label="Requests are kept for so many months"
          description={`Before the one that runs; empty: for ever. At least ${LEAST_KEPT_MONTHS}, because screens and previews of prices look back 90 days.`}
          placeholder="for ever"
          w={420}
          min={LEAST_KEPT_MONTHS}
          max={MOST_KEPT_MONTHS}
          allowDecimal={false}
          value={typed ?? ""}
          onChange={(value) => setTyped(value === "" ? null : Number(value))}
        />
        <Button disabled={typed === months} loading={look.isPending || change.isPending} onClick={ask}>
          {typed === null ? "Change" : "See what goes"}
        </Button>
      </Group>
      <Text size="sm" mt="sm">
        {months === null ? "Requests are kept for ever." : `Requests are kept ${keptText(months)}.`}{" "}
        {keptFrom !== null && `Those before ${keptFrom} were dropped.`}
      </Text>
      {old.length > 0 && (
        <>
          <Title order={3} mt="md" mb="xs">
            About to go, within the hour
          </Title>
          <OldMonths label="Months that are about to go" months={old} />
        </>
      )}
      {dropped.length > 0 && (
        <>
          <Title order={3} mt="md" mb="xs">
            Dropped
          </Title>
          <DataTable
            label="Months that were dropped"
            rows={dropped}
            columns={DROPPED}
            rowKey={({ month }) => month}
            maxHeight="260px"
          />
        </>
      )}
    </>
  );
}

const DROPPED: readonly DataColumn<DroppedMonth>[] = [
  { id: "month", header: "Month", width: 140, cell: ({ month }) => month },
  { id: "requests", header: "Requests", width: 110, align: "right", cell: ({ requests }) => <Count of={requests} /> },
  { id: "at", header: "Dropped", width: 160, grow: 1, cell: ({ droppedAt }) => <Age at={droppedAt} absent="" /> },
];
