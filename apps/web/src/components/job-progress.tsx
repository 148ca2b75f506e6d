/**
 * Long work on the screen: polls the job until it ends, can be left and found again by its id.
 *
 *   <JobProgress jobId={id} label="Loading sample data" onEnd={(job) => ...} />
 *
 * `onEnd` is called once, with the job as it ended (done, failed or cancelled). Cancel is offered to those who may.
 */
import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { type RouterOutputs, trpc } from "#web/trpc";
import { notifyError } from "./notify";
import { useMay } from "./session";
import { ErrorState } from "./states";

export type JobView = RouterOutputs["jobs"]["find"];

const POLL_MS = 400;

type JobProgressProps = Readonly<{ jobId: string; label: string; onEnd?: (job: JobView) => void }>;

export function JobProgress({ jobId, label, onEnd }: JobProgressProps) {
  const query = useQuery(
    trpc.jobs.find.queryOptions(
      { id: jobId },
      { refetchInterval: ({ state }) => (isOver(state.data) || state.error ? false : POLL_MS) },
    ),
  );
  const job = query.data;
  useEndOnce(job, onEnd);

  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const percent = isOver(job) ? 100 : percentOf(job);
  return (
    <Stack gap={6} role="group" aria-label={label}>
      <Group justify="space-between" gap="sm" wrap="nowrap" mih={22}>
        <Text size="sm" fw={500}>
          {label}
        </Text>
        {!isOver(job) && <CancelJob jobId={jobId} />}
      </Group>
      <Progress.Root size="sm">
        <Progress.Section
          value={percent ?? 100}
          color={job ? COLORS[job.state] : undefined}
          animated={percent === null}
          aria-label={label}
        />
      </Progress.Root>
      <Text size="xs" c="dimmed" role="status">
        {sentenceOf(job)}
      </Text>
    </Stack>
  );
}

function CancelJob({ jobId }: Readonly<{ jobId: string }>) {
  const cancel = useMutation(trpc.jobs.cancel.mutationOptions({ onError: notifyError }));
  if (!useMay("jobs:cancel")) return null;
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-xs"
      loading={cancel.isPending || cancel.isSuccess}
      onClick={() => cancel.mutate({ id: jobId })}
    >
      Cancel
    </Button>
  );
}

const COLORS = { running: undefined, done: undefined, failed: "red", cancelled: "gray" } as const;

const isOver = (job: JobView | undefined): boolean => job !== undefined && job.state !== "running";

/** null: how much there is to do is not known. */
function percentOf(job: JobView | undefined): number | null {
  const { done = 0, total = null } = job?.progress ?? {};
  return total === null || total === 0 ? null : Math.min(100, Math.floor((done * 100) / total));
}

function useEndOnce(job: JobView | undefined, onEnd: ((job: JobView) => void) | undefined): void {
  const endedJobId = useRef<string | null>(null);
  useEffect(() => {
    if (!job || !isOver(job) || endedJobId.current === job.id) return;
    endedJobId.current = job.id;
    onEnd?.(job);
  }, [job, onEnd]);
}

function sentenceOf(job: JobView | undefined): string {
  if (job?.state === "failed") return job.errorMessage ?? "It failed.";
  if (job?.state === "cancelled") return "Cancelled. What was finished stays.";
  if (job?.state === "done") return "Done.";
  const { done = 0, total = null, label = "Starting" } = job?.progress ?? {};
  return total === null ? `${label} …` : `${label} … ${done.toLocaleString("en")} of ${total.toLocaleString("en")}`;
}
