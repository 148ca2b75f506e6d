/**
 * Long work on the screen: polls the job until it ends, can be left and found again by its id.
 *
 *   <JobProgress jobId={id} label="Loading sample data" onDone={(job) => ...} />
 *
 * `onEnd` is called once, with the job as it ended (done, failed or cancelled). Cancel is offered to those who may.
 */
import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { type RouterOutputs, trpc } from "#web/trpc";
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
  const cancel = useMutation(trpc.jobs.cancel.mutationOptions());
  const mayCancel = useMay("jobs:cancel");
  const job = query.data;
  useEndOnce(job, onEnd);

  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const { done = 0, total = null, label: step = "Starting" } = job?.progress ?? {};
  const percent = total === null || total === 0 ? 100 : Math.min(100, Math.floor((done * 100) / total));
  return (
    <Stack gap={6} role="group" aria-label={label}>
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <Text size="sm" fw={500}>
          {label}
        </Text>
        {!isOver(job) && mayCancel && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ id: jobId })}
          >
            Cancel
          </Button>
        )}
      </Group>
      <Progress
        size="sm"
        value={isOver(job) ? 100 : percent}
        color={job?.state === "failed" ? "red" : job?.state === "cancelled" ? "gray" : undefined}
        animated={!isOver(job) && total === null}
        aria-label={label}
      />
      <Text size="xs" c="dimmed" role="status">
        {sentenceOf(job, step, done, total)}
      </Text>
    </Stack>
  );
}

const isOver = (job: JobView | undefined): boolean => job !== undefined && job.state !== "running";

function useEndOnce(job: JobView | undefined, onEnd: ((job: JobView) => void) | undefined): void {
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (!job || !isOver(job) || told.current === job.id) return;
    told.current = job.id;
    onEnd?.(job);
  }, [job, onEnd]);
}

function sentenceOf(job: JobView | undefined, step: string, done: number, total: number | null): string {
  if (job?.state === "failed") return job.errorMessage ?? "It failed.";
  if (job?.state === "cancelled") return "Cancelled. What was finished stays.";
  if (job?.state === "done") return "Done.";
  return total === null ? `${step} …` : `${step} … ${done.toLocaleString("en")} of ${total.toLocaleString("en")}`;
}
