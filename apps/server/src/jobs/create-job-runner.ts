/** Runs jobs of this process; everything another process needs to know of them stands in `jobs`. */
import type { Database } from "@ratecard/prisma";
import type { Logger } from "pino";
import type { Actor } from "#server/context";
import { DomainError } from "#server/errors/domain-error";
import type { JobHandle, JobProgress, JobRunner, JobView } from "./job-runner";
import { beat, cancelRow, failDeadRows, findRow, finishRow, insertRow, latestRow } from "./rows";

const HEARTBEAT_MS = 2000;
/** Progress is written at most this often; the last one is always written. */
const REPORT_MS = 250;

type Parts = Readonly<{ db: Database; log: Logger; clock: () => Date }>;
type Running = { isCancelled: boolean; settled: Promise<void> };
type Work = (job: JobHandle) => Promise<object>;

export function createJobRunner(parts: Parts): JobRunner {
  const { db } = parts;
  const running = new Map<string, Running>();

  const start = async (kind: string, actor: Actor, input: object, work: Work): Promise<JobView> => {
    const job = await insertRow(db, kind, actor.label, input);
    if (!job) throw new DomainError("JOB_RUNNING", { kind });
    const state: Running = { isCancelled: false, settled: Promise.resolve() };
    running.set(job.id, state);
    state.settled = run(parts, job.id, state, work).finally(() => running.delete(job.id));
    return job;
  };

  const cancel = async (id: string): Promise<void> => {
    // First the row: a job that hears of it at once may end before the row is asked.
    if (!(await cancelRow(db, id))) throw new DomainError("NOT_FOUND", { what: "running job", name: id });
    const own = running.get(id);
    if (own) own.isCancelled = true;
  };

  const drain = async (): Promise<void> => {
    for (const state of running.values()) state.isCancelled = true;
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
        if (isCancelled) state.isCancelled = true;
      })
      .catch((error: unknown) => log.warn({ err: error, job: id }, "heartbeat of a job failed"));
  }, HEARTBEAT_MS);

  const report = async (progress: JobProgress) => {
    latest = progress;
    const now = clock().getTime();
    if (now - writtenAt < REPORT_MS) return;
    writtenAt = now;
    // Not `||=`: that reads before it waits, and would undo a cancellation that came meanwhile.
    if (await beat(db, id, progress)) state.isCancelled = true;
  };

  try {
    const result = await work({ id, report, isCancelled: () => state.isCancelled });
    await finishRow(db, id, { state: state.isCancelled ? "cancelled" : "done", progress: latest, result });
  } catch (error) {
    log[error instanceof DomainError ? "info" : "error"]({ err: error, job: id }, "job failed");
    await finishRow(db, id, { state: "failed", progress: latest, error }).catch((problem: unknown) =>
      log.error({ err: problem, job: id }, "the end of a job was not stored"),
    );
  } finally {
    clearInterval(pulse);
  }
}
