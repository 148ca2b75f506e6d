/**
 * Carries out a run that was confirmed: in small steps, each a transaction of its own, from where it stands to its end. Where many
 * requests of a month change, the sums of the month follow once, after its days.
 * Time    a step aims at 60 ms, so that the intake beside it hardly waits. The next requests are read while a step is written.
 * Errors  none that leave half a step. Prices that moved stop the run, and it says so; a killed server leaves it to be carried on.
 */
import { RECOST_RUN_JOB } from "@ratecard/contract";
import type { Pool } from "pg";
import { DomainError } from "#server/errors/domain-error";
import type { JobHandle } from "#server/jobs/job-runner";
import { catchUpMonth, leaveMonthBehind } from "#server/ledger/month-behind";
import type { Actor, Services } from "#server/services/context";
import { write } from "#server/write/write";
import { candidatesOf } from "./read-candidates";
import { removeEmptySums } from "./remove-empty-sums";
import { endRun, findCursor, findRun, type RecostRun } from "./rows";
import { cursorOf, saveStep } from "./save-step";

const STEP_MS = 60;
const FIRST_STEP = 250;
const MOST_A_STEP = 2000;
const LEAST_A_STEP = 200;
/** Requests of a month that change. With fewer it is quicker to move the sums of the month along. */
const MANY_OF_A_MONTH = 3000;

const PRICES_MOVED = "Prices changed while it ran. What was done by then stays; make a new dry run for the rest.";

/** Answers at once. While another run is at work it waits: whoever looks next (`keep-recosting.ts`) starts it. */
export async function startRun(services: Services, run: Pick<RecostRun, "id">, actor: Actor): Promise<void> {
  try {
    await services.jobs.start(RECOST_RUN_JOB, actor, { runId: run.id }, async (job) => {
      await carryOut(services, run.id, job);
      await noteEnd(services, run.id, actor);
      return { runId: run.id };
    });
  } catch (error) {
    if (!(error instanceof DomainError && error.code === "JOB_RUNNING")) throw error;
  }
}

export async function carryOut(
  services: Pick<Services, "db" | "prices">,
  id: string,
  job: Pick<JobHandle, "isCancelled" | "report">,
): Promise<void> {
  const { pool } = services.db;
  const run = await findRun(pool, id);
  const begun = await findCursor(pool, id);
  if (!run || !begun) return;
  const prices = await services.prices.refresh();
  const priceVersion = run.reverses === null ? run.priceVersion : null;
  const read = candidatesOf(pool, run, prices);
  const enterMonth = monthsOf(pool, run);
  let cursor = begun.cursor;
  let size = FIRST_STEP;
  let reading = read(cursor, size);
  while (!job.isCancelled()) {
    const candidates = await reading;
    const last = candidates.at(-1);
    if (!last) {
      await catchUpMonth(pool);
      await removeEmptySums(pool, id);
      return endRun(pool, id, null);
    }
    const began = performance.now();
    const next = read(cursorOf(last), size);
    // A failed step is told first; this one is looked at when its turn comes.
    next.catch(() => undefined);
    await enterMonth(last.request.occurredAt);
    const done = await saveStep(pool, { runId: id, priceVersion, from: cursor, candidates });
    if (!done) return stopUnlessStopped(services, id, priceVersion);
    size = nextSize(candidates.length, performance.now() - began);
    cursor = cursorOf(last);
    reading = next;
    await job.report({ done: done.looked, total: run.preview?.looked ?? null, label: "Correcting costs" });
  }
}

/** Months of UTC. At their edges a request may be of another month of the ledger: the sums of that one are moved along. */
function monthsOf(pool: Pool, { id, preview }: RecostRun) {
  const many = (preview?.months ?? []).filter(({ changed }) => changed >= MANY_OF_A_MONTH).map(({ month }) => month);
  let entered: string | null = null;
  return async (occurredAt: string): Promise<void> => {
    const month = occurredAt.slice(0, "2026-01".length);
    if (month === entered) return;
    await catchUpMonth(pool);
    if (many.includes(month)) await leaveMonthBehind(pool, id, `${month}-01`);
    entered = month;
  };
}

const nextSize = (size: number, tookMs: number): number =>
  Math.round(Math.min(MOST_A_STEP, Math.max(LEAST_A_STEP, Math.min(size * 2, (size * STEP_MS) / tookMs))));

/** Somebody stopped it, another server carries it on, or prices moved; only the last has to be told. */
async function stopUnlessStopped({ db }: Pick<Services, "db">, id: string, priceVersion: string | null): Promise<void> {
  if (priceVersion === null) return;
  const { rows } = await db.pool.query<{ version: string }>("SELECT version FROM pricing_version");
  if (rows[0]?.version !== priceVersion) await endRun(db.pool, id, PRICES_MOVED);
}

/** One row of the audit log when it is over, whoever carried it to its end. */
async function noteEnd({ db }: Pick<Services, "db">, id: string, actor: Actor): Promise<void> {
  const run = await findRun(db.pool, id);
  if (!run || run.state === "running") return;
  const { state, reason, looked, changed, oldUsd, newUsd, stoppedBecause } = run;
  await write(
    { db, actor },
    {
      action: "recost.end",
      subject: id,
      reason: reason ?? undefined,
      details: () => ({ state, stoppedBecause, looked, changed, oldUsd, newUsd }),
    },
    async () => undefined,
  );
}
