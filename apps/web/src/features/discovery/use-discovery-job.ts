/** The running or last discovery, whoever started it, and the way to start one. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { notifyError } from "#web/components/notify";
import { queryClient, trpc } from "#web/trpc";

const JOB = { kind: "discovery" };
const POLL_MS = 1000;

export function useDiscoveryJob() {
  const key = trpc.jobs.latest.queryKey(JOB);
  const latest = useQuery(
    trpc.jobs.latest.queryOptions(JOB, {
      refetchInterval: ({ state }) => (state.data?.state === "running" ? POLL_MS : false),
    }),
  );
  const start = useMutation(
    trpc.discovery.discover.mutationOptions({
      onSuccess: (job) => {
        queryClient.setQueryData(key, job);
        void queryClient.invalidateQueries({ queryKey: key });
      },
      onError: (error) => {
        notifyError(error);
        // Somebody else was quicker: show theirs.
        void queryClient.invalidateQueries({ queryKey: key });
      },
    }),
  );
  const job = latest.data ?? null;
  const overId = job && job.state !== "running" ? job.id : null;
  useEffect(() => refreshOnceAfter(overId), [overId]);
  return {
    job,
    isRunning: job?.state === "running",
    isStarting: start.isPending,
    start: (serverIds: readonly string[]) => start.mutate({ serverIds: [...serverIds] }),
  };
}

/** Many parts of the page watch one job; a short one may end before any of them saw it run. */
let refreshedAfter: string | null = null;

function refreshOnceAfter(jobId: string | null): void {
  if (jobId === null || jobId === refreshedAfter) return;
  refreshedAfter = jobId;
  void refreshDiscovery();
}

/** Servers, models and custom names may have changed. */
export const refreshDiscovery = (): Promise<void> => queryClient.invalidateQueries(trpc.discovery.pathFilter());
