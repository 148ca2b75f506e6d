/**
 * Compares all that is kept with the ledger's own rows: every sum of every day and month, and the counts of the intake.
 * Units   USD as decimal text; requests. Time: days of the ledger. Long work: a job, which may be left and cancelled.
 * Errors  JOB_RUNNING. A difference is an answer, and news for people.
 */
import { type NewNotification, VERIFY_JOB, type VerifyLedger } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import type { JobHandle, JobView } from "#server/jobs/job-runner";
import { compareDay, compareMonths, daysOfLedger, type WrongSum } from "#server/ledger/compare-day";
import { compareUnits } from "#server/ledger/units";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { type CountsOfGateway, findCounts } from "./rows";

export type Tell = (news: NewNotification) => Promise<void>;

export type LedgerVerdict = Readonly<{
  days: number;
  /** How many sums differed. */
  wrongSums: number;
  /** The first of them. */
  shown: readonly WrongSum[];
  isRepaired: boolean;
  /** Gateways whose counts do not add up: received = accepted + duplicate + quarantined, accepted = booked. */
  wrongCounts: readonly CountsOfGateway[];
  /** Whose counts were looked at. */
  counts: readonly CountsOfGateway[];
}>;

const MOST_SHOWN = 50;

export function startVerify(ctx: ActingContext, { repair }: VerifyLedger, tell: Tell): Promise<JobView> {
  return ctx.jobs.start(VERIFY_JOB, ctx.actor, { repair }, async (job) => {
    const verdict = await verifyLedger(ctx, { repair }, job);
    const news = newsOf(verdict, job.id);
    if (news) await tell(news);
    return verdict;
  });
}

export async function verifyLedger(
  ctx: ActingContext,
  { repair }: VerifyLedger,
  job: Pick<JobHandle, "report" | "isCancelled">,
): Promise<LedgerVerdict> {
  const { pool } = ctx.db;
  const days = await daysOfLedger(pool);
  const shown: WrongSum[] = [];
  let wrongSums = 0;
  let done = 0;
  const add = ({ count, wrong }: Awaited<ReturnType<typeof compareDay>>) => {
    wrongSums += count;
    shown.push(...wrong.slice(0, MOST_SHOWN - shown.length));
  };
  for (const day of days) {
    if (job.isCancelled()) break;
    add(await compareDay(pool, day, { repair }));
    wrongSums += await compareUnits(pool, day, { repair });
    done += 1;
    await job.report({ done, total: days.length, label: "Comparing days" });
  }
  if (!job.isCancelled()) add(await compareMonths(pool, { repair }));
  const isRepaired = repair && wrongSums > 0;
  if (isRepaired) await note(ctx, wrongSums, shown);
  const counts = await findCounts(pool);
  return { days: done, wrongSums, shown, isRepaired, counts, wrongCounts: counts.filter((each) => !isRight(each)) };
}

/** Errors: NOT_FOUND while it runs, and for one that did not end well. */
export async function findVerdict({ jobs }: Pick<ActingContext, "jobs">, id: string): Promise<LedgerVerdict> {
  const job = await jobs.find(id);
  if (job?.kind !== VERIFY_JOB || job.result === null) {
    throw new DomainError("NOT_FOUND", { what: "check of the ledger", name: id });
  }
  return job.result as LedgerVerdict;
}

/** Of what was repaired, the audit log says what it was. */
const note = (ctx: ActingContext, wrongSums: number, shown: readonly WrongSum[]): Promise<void> =>
  write(
    ctx,
    { action: "ledger.repair", subject: "sums", details: () => ({ wrongSums, shown }) },
    async () => undefined,
  );

const isRight = ({ received, accepted, duplicate, quarantined, booked, rows }: CountsOfGateway): boolean =>
  received === accepted + duplicate + quarantined && accepted === booked && booked === rows;

function newsOf({ wrongSums, wrongCounts, isRepaired }: LedgerVerdict, jobId: string): NewNotification | null {
  if (wrongSums === 0 && wrongCounts.length === 0) return null;
  const sums = wrongSums === 0 ? "" : `${wrongSums} sums differ from the requests they are of. `;
  const counts = wrongCounts.length === 0 ? "" : `The counts of ${wrongCounts.length} gateways do not add up. `;
  return {
    key: `ledger.differs:${jobId}`,
    title: isRepaired ? "Sums of the ledger were repaired" : "The ledger and its sums differ",
    detail: `${sums}${counts}Somebody changed rows by SQL, or a backup was restored in part.`,
    link: "/admin/analytics",
    permission: "ledger:verify",
  };
}
