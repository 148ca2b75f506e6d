/**
 * Long work: runs in this process, keeps its progress in `jobs`, can be cancelled, and is found again after a killed server.
 * Time    heartbeats every 2 s; a running job without one for 15 s was cut off.
 * Errors  a job's error is stored with it; a job never throws into the server.
 */
import type { Actor } from "#server/services/actor";

/** One of several things a job does side by side. */
export type JobPart = Readonly<{
  id: string;
  name: string;
  /** `skipped`: the job was cancelled before it was done. */
  state: "waiting" | "running" | "done" | "failed" | "skipped";
  /** What came of it, as a sentence; empty while it waits or runs. */
  note: string;
}>;

export type JobProgress = Readonly<{ done: number; total: number | null; label: string; parts?: readonly JobPart[] }>;

/** What a running job is given. `isCancelled` is to be asked between chunks; `cancelled` ends a wait in the middle of one. */
export type JobHandle = Readonly<{
  id: string;
  report: (progress: JobProgress) => Promise<void>;
  isCancelled: () => boolean;
  cancelled: AbortSignal;
}>;

export type JobView = Readonly<{
  id: string;
  kind: string;
  state: "running" | "done" | "failed" | "cancelled";
  progress: JobProgress | null;
  result: unknown;
  errorMessage: string | null;
  createdBy: string;
  createdAt: string;
  finishedAt: string | null;
}>;

export type JobRunner = Readonly<{
  /** Starts `work` in the background and returns at once. One running job a kind: JOB_RUNNING otherwise. */
  start: (kind: string, actor: Actor, input: object, work: (job: JobHandle) => Promise<object>) => Promise<JobView>;
  find: (id: string) => Promise<JobView | null>;
  latest: (kind: string) => Promise<JobView | null>;
  cancel: (id: string) => Promise<void>;
  /** Marks jobs of dead servers as failed, so that they can be started again. */
  recover: () => Promise<number>;
  /** Asks all running jobs to stop and waits for them. */
  drain: () => Promise<void>;
}>;
