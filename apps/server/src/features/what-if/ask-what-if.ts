/**
 * What some days would have cost otherwise. At once where the sums tell, else as a job that reads requests day by day.
 * Units   USD as exact decimal text. Time: days of the ledger; each request at the price of its own time.
 * Errors  INVALID_INPUT as an edit of the same, for names that nothing is known of, and where requests would have to be read that are no longer kept; NOT_FOUND, JOB_RUNNING. Nothing is written to the ledger or the price book.
 */
import { WHAT_IF_JOB, type WhatIfQuestion } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import type { NameToRead } from "#server/impact/impact-of-change";
import { ONE_DAY, rowsOfNames } from "#server/impact/rows-of-names";
import { requireKept } from "#server/ledger/kept-days";
import type { JobHandle } from "#server/jobs/job-runner";
import type { ActingContext } from "#server/services/context";
import { createGate } from "#server/write/create-gate";
import { checkNames } from "./check-names";
import { planChange } from "./plan-change";
import { createReplay, type DayOfName, type Difference, type LedgerDay, type Replay } from "./replay";
import { resultOf, type WhatIfResult } from "./result";
import { readBooked } from "./sums-rows";

/** `jobId`: the result is on its way. */
export type WhatIfAnswer = Readonly<{ result: WhatIfResult; jobId: null } | { result: null; jobId: string }>;

/** Each reads a year of sums: many at once would take the pool from the intake. */
const gate = createGate({ running: 2, waiting: 100 });

export const askWhatIf = (ctx: ActingContext, question: WhatIfQuestion): Promise<WhatIfAnswer> =>
  gate.pass(() => ask(ctx, question));

async function ask(ctx: ActingContext, question: WhatIfQuestion): Promise<WhatIfAnswer> {
  await ctx.prices.refresh();
  const { alternative, prices } = await planChange(ctx, question.change);
  const { pool } = ctx.db;
  const { booked, replay, told, toRead } = await readBooked(pool, question, async (all, { daysOf, allNames }) => {
    await checkNames({ question, days: all.days, names: all.names.map(({ model }) => model), allNames }, alternative);
    const [first, last] = [all.days[0], all.days.at(-1)];
    const made = createReplay(alternative, { from: first?.from ?? 0, until: last?.until ?? 0 });
    return { booked: all, replay: made, ...sorted(made, await daysOf(all.names.filter(made.touches))) };
  });
  if (toRead.size === 0) return { result: resultOf(question, booked, told, { prices, readFrom: "sums" }), jobId: null };
  const [oldest] = [...toRead.keys()].map(({ day }) => day).toSorted();
  await requireKept(pool, oldest);
  const job = await ctx.jobs.start(WHAT_IF_JOB, ctx.actor, question, async (handle) => {
    const read = await readRows(ctx, question, replay, toRead, handle);
    return resultOf(question, booked, [...told, ...read], { prices, readFrom: "requests" });
  });
  return { result: null, jobId: job.id };
}

/** What the sums tell, and of each other day the names to read. */
function sorted(replay: Replay, days: readonly DayOfName[]) {
  const told: Difference[] = [];
  const toRead = new Map<LedgerDay, NameToRead[]>();
  for (const sums of days) {
    const answer = replay.ofSums(sums);
    if (answer === null) continue;
    if ("usd" in answer) told.push(answer);
    else toRead.set(sums.day, [...(toRead.get(sums.day) ?? []), answer]);
  }
  return { told, toRead };
}

async function readRows(
  { db }: ActingContext,
  { team = [] }: WhatIfQuestion,
  replay: Replay,
  toRead: ReadonlyMap<LedgerDay, readonly NameToRead[]>,
  job: JobHandle,
): Promise<readonly Difference[]> {
  const differences: Difference[] = [];
  let done = 0;
  for (const [day, names] of toRead) {
    if (job.isCancelled()) break;
    differences.push(...replay.ofRows(day, await rowsOfNames(db.pool, names, ONE_DAY(day.day, team))));
    done += 1;
    await job.report({ done, total: toRead.size, label: "Pricing the requests of days" });
  }
  return differences;
}

/** Errors: NOT_FOUND while it runs, and for one that did not end well. */
export async function findWhatIfResult({ jobs }: Pick<ActingContext, "jobs">, id: string): Promise<WhatIfResult> {
  const job = await jobs.find(id);
  if (job?.kind !== WHAT_IF_JOB || job.state !== "done") {
    throw new DomainError("NOT_FOUND", { what: "result of a what-if", name: id });
  }
  return job.result as WhatIfResult;
}
