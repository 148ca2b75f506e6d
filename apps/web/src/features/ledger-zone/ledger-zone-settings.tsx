/** Of which zone the days of the ledger are, and how to change it: with what that does, and its progress. */
import { Button, Group, Select, Text } from "@mantine/core";
import { RESUM_JOB } from "@ratecard/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { confirm } from "#web/components/confirm";
import { JobProgress } from "#web/components/job-progress";
import { useLedgerZone } from "#web/components/ledger-zone";
import { notifyError } from "#web/components/notify";
import { Panel } from "#web/components/page";
import { trpc } from "#web/trpc";

export function LedgerZoneSettings() {
  const { zone, today, job } = useLedgerZone();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const zones = useMemo(() => [...new Set(["UTC", zone, ...Intl.supportedValuesOf("timeZone")])], [zone]);
  const change = useMutation(
    trpc.ledgerZone.change.mutationOptions({
      onError: notifyError,
      onSuccess: () => setChosen(null),
      onSettled: () => queries.invalidateQueries(),
    }),
  );
  const ask = (next: string) =>
    confirm({
      title: `Count days in ${next}?`,
      preview: (
        <>
          Every day, week and month of the dashboards becomes one of {next}: a request near midnight moves to the day
          before or after. All days are added up anew in the background while requests arrive; until that is done,
          charts mix days of {zone} and of {next}. No request and no cost changes. It cannot be done once a month is
          closed.
        </>
      ),
      action: `Count in ${next}`,
      onConfirm: () => change.mutate({ zone: next }),
    });
  return (
    <Panel
      title="Days of the ledger"
      description="A day on every page, in every file and in the calls of programs is a day of this zone. Times of single requests stay in UTC."
    >
      <Group align="flex-end" gap="sm">
        <Select
          label="Time zone"
          description={`Today there is ${today}`}
          w={280}
          searchable
          allowDeselect={false}
          data={zones}
          value={chosen ?? zone}
          onChange={setChosen}
        />
        <Button
          disabled={chosen === null || chosen === zone}
          loading={change.isPending}
          onClick={() => chosen !== null && ask(chosen)}
        >
          Change
        </Button>
      </Group>
      {job !== null && job.kind === RESUM_JOB && (
        <JobProgress
          key={job.id}
          jobId={job.id}
          label={`Adding up days of ${zone}`}
          onEnd={() => void queries.invalidateQueries()}
        />
      )}
      <Text size="xs" c="dimmed" mt="sm">
        A day may have 23 or 25 hours where clocks change, and may begin at 01:00.
      </Text>
    </Panel>
  );
}
