/** The comparison of the sums with the requests: its last result, and the next one by a click. */
import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { confirm } from "#web/components/confirm";
import { Count } from "#web/components/count";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { JobProgress } from "#web/components/job-progress";
import { Money } from "#web/components/money";
import { notifyError } from "#web/components/notify";
import { Panel } from "#web/components/page";
import { useMay } from "#web/components/session";
import { Age } from "#web/components/time";
import { trpc } from "#web/trpc";
import type { LedgerHealth } from "./quality-series";

type Verdict = NonNullable<LedgerHealth["verdict"]>;
type WrongSum = Verdict["shown"][number];

export function LedgerCheck({ health: { verified, verdict } }: Readonly<{ health: LedgerHealth }>) {
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: trpc.ledgerHealth.show.queryKey() });
  const start = useMutation(
    trpc.ledgerHealth.verify.mutationOptions({ onError: notifyError, onSettled: () => refresh() }),
  );
  const isRunning = verified?.state === "running";
  const mayVerify = useMay("ledger:verify");
  return (
    <Panel
      title="Sums and requests"
      description="Every sum of every day is compared with the requests it is of, and what was received with what is booked. It is done every night."
      actions={
        mayVerify && (
          <Button
            variant="default"
            loading={start.isPending || isRunning}
            onClick={() => start.mutate({ repair: false })}
          >
            Compare now
          </Button>
        )
      }
    >
      {isRunning && <JobProgress jobId={verified.id} label="Comparing sums with requests" onEnd={refresh} />}
      {!isRunning &&
        (verdict === null ? <Never verified={verified} /> : <Result verdict={verdict} at={verified?.finishedAt} />)}
      {!isRunning && mayVerify && verdict !== null && verdict.wrongSums > 0 && !verdict.isRepaired && (
        <Group mt="sm">
          <Button
            variant="light"
            color="orange"
            loading={start.isPending}
            onClick={() =>
              confirm({
                title: "Make the sums follow the requests?",
                preview: `${verdict.wrongSums} sums are set to what the requests add up to. The requests stay as they are; the audit log says what was wrong.`,
                action: "Repair the sums",
                onConfirm: () => start.mutate({ repair: true }),
              })
            }
          >
            Repair the sums
          </Button>
        </Group>
      )}
    </Panel>
  );
}

const Never = ({ verified }: Pick<LedgerHealth, "verified">) => (
  <Text size="sm" c="dimmed">
    {verified === null ? "Not compared yet." : (verified.errorMessage ?? "The last comparison was cancelled.")}
  </Text>
);

function Result({ verdict, at }: Readonly<{ verdict: Verdict; at: string | null | undefined }>) {
  const { days, wrongSums, isRepaired, wrongCounts, shown } = verdict;
  return (
    <>
      <Text size="sm" component="p" mt={0} mb="xs">
        <Age at={at} />: <Count of={days} /> {days === 1 ? "day" : "days"} compared.{" "}
        {wrongSums === 0 ? (
          "Every sum agrees with its requests."
        ) : (
          <>
            <Count of={wrongSums} />{" "}
            {isRepaired
              ? "sums were repaired."
              : "sums differ: somebody changed rows by SQL, or a backup was restored in part."}
          </>
        )}
      </Text>
      {wrongCounts.map(({ gateway, received, accepted, duplicate, quarantined, booked, rows }) => (
        <Text key={gateway} size="sm" c="red" component="p" m={0}>
          {gateway}: {received} received, {accepted} accepted, {duplicate} duplicate, {quarantined} quarantined;{" "}
          {booked} booked, {rows} in the ledger. These do not add up.
        </Text>
      ))}
      {shown.length > 0 && (
        <DataTable label="Sums that differ" rows={shown} columns={COLUMNS} rowKey={keyOf} maxHeight="320px" />
      )}
    </>
  );
}

const namesOf = ({ of }: WrongSum): string => Object.values(of).join(" · ") || "all requests";
const keyOf = (sum: WrongSum): string => `${sum.rollup} ${sum.day} ${namesOf(sum)}`;

/** `by_team_day` as people say it. */
const sumWords = (rollup: string): string => rollup.replaceAll("_", " ").replace("total", "all");

const COLUMNS: readonly DataColumn<WrongSum>[] = [
  { id: "day", header: "Day or month", width: 160, cell: ({ day }) => day },
  { id: "rollup", header: "Sum", width: 170, cell: ({ rollup }) => sumWords(rollup) },
  { id: "of", header: "Of", width: 260, grow: 1, cell: namesOf },
  {
    id: "requests",
    header: "Requests off",
    width: 130,
    align: "right",
    cell: ({ requests }) => <Count of={requests} />,
  },
  {
    id: "costUsd",
    header: "Cost off",
    width: 150,
    align: "right",
    cell: ({ costUsd }) => <Money usd={costUsd} exact />,
  },
];
