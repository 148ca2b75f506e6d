/** Runs jobs of this process; everything another process needs to know of them stands in `jobs`. */
import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@ratecard/prisma";
import type { Logger } from "pino";
import { DomainError, toDomainError } from "#server/errors/domain-error";
import { isDatabaseGone } from "#server/errors/is-database-gone";
import type { Actor } from "#server/services/context";
import type { JobHandle, JobProgress, JobRunner, JobView } from "./job-runner";
import { beat, cancelRow, failDeadRows, findRow, finishRow, insertRow, type JobEnd, latestRow } from "./rows";

const HEARTBEAT_MS = 2000;
/** Progress is written at most this often; the last one is always written. */
const REPORT_MS = 250;
/** Ten minutes: longer than a database takes to recover. */
const MOST_STORES = 600;
const STORE_PAUSE_MS = 1000;

type Parts = Readonly<{ db: Database; log: Logger; clock: () => Date }>;
type Running = { cancelling: AbortController; isDraining: boolean; settled: Promise<void> };
type Work = (job: JobHandle) => Promise<object>;

export function createJobRunner(parts: Parts): JobRunner {
  const { db } = parts;
  const running = new Map<string, Running>();

  const start = async (kind: string, actor: Actor, input: object, work: Work): Promise<JobView> => {
    const job = await insertRow(db, kind, actor.label, input);
    if (!job) throw new DomainError("JOB_RUNNING", { kind });
    const cancelling = new AbortController();
    // A job may wait for hundreds of things at once, each of which listens.
    setMaxListeners(0, cancelling.signal);
    const state: Running = { cancelling, isDraining: false, settled: Promise.resolve() };
    running.set(job.id, state);
    state.settled = run(parts, job.id, state, work).finally(() => running.delete(job.id));
    return job;
  };

  const cancel = async (id: string): Promise<void> => {
    // First the row: a job that hears of it at once may end before the row is asked.
    if (!(await cancelRow(db, id))) throw new DomainError("NOT_FOUND", { what: "running job", name: id });
    running.get(id)?.cancelling.abort();
  };

  const drain = async (): Promise<void> => {
    for (const state of running.values()) {
      state.isDraining = true;
      state.cancelling.abort();
    }
    await Promise.all([...running.values()].map((state) => state.settled));
  };

  return {
    start,
    cancel,
    drain,
    find: (id) => findRow(db, id),
    latest: (kind) => latestRow(db, kind),
    recover: () => failDeadRows(db),
  };
}

/** Never rejects: what goes wrong is stored with the job. */
async function run({ db, log, clock }: Parts, id: string, state: Running, work: Work): Promise<void> {
  let latest: JobProgress | null = null;
  let writtenAt = 0;
  const pulse = setInterval(() => {
    beat(db, id, latest)
      .then((isCancelled) => {
        if (isCancelled) state.cancelling.abort();
      })
      .catch((error: unknown) => log.warn({ err: error, job: id }, "heartbeat of a job failed"));
  }, HEARTBEAT_MS);

  const report = async (progress: JobProgress) => {
    latest = progress;
    const now = clock().getTime();
    if (now - writtenAt < REPORT_MS) return;
    writtenAt = now;
    // Progress is no reason to fail: a database that is away stops the work itself, if it needs it.
    if (await beat(db, id, progress).catch(falseWhenGone)) state.cancelling.abort();
  };

  let end: JobEnd;
  try {
    const cancelled = state.cancelling.signal;
    const result = await work({ id, report, cancelled, isCancelled: () => cancelled.aborted });
    end = { state: cancelled.aborted ? "cancelled" : "done", progress: latest, result };
  } catch (error) {
    log[toDomainError(error) ? "info" : "error"]({ err: error, job: id }, "job failed");
    end = { state: "failed", progress: latest, error };
  }
  await storeEnd(db, id, end, state).catch((problem: unknown) =>
    log.error({ err: problem, job: id }, "the end of a job was not stored"),
  );
  clearInterval(pulse);
}

/** Work of hours is not lost to a database that is away at its last moment; a server that stops does not wait for it. */
async function storeEnd(db: Database, id: string, end: JobEnd, state: Running): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await finishRow(db, id, end);
    } catch (error) {
      if (!isDatabaseGone(error) || state.isDraining || attempt === MOST_STORES) throw error;
      await sleep(STORE_PAUSE_MS);
    }
  }
}

const falseWhenGone = (error: unknown): false => {
  if (isDatabaseGone(error)) return false;
  throw error;
};
