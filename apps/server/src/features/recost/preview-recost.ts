/**
 * A dry run: what a correction would change, request by request, added up. Nothing of the ledger is written.
 * Long work: a job, whose result stands in the run; it can be left and cancelled.
 * Errors  JOB_RUNNING while another dry run is made; NOT_FOUND and INVALID_INPUT for a run that cannot be taken back; INVALID_INPUT for
 *         requests that are no longer kept.
 */
import { type PreviewRecost, RECOST_PREVIEW_JOB } from "@ratecard/contract";
import { DomainError, refusedField } from "#server/errors/domain-error";
import type { JobHandle } from "#server/jobs/job-runner";
import { readKept, requireKept } from "#server/ledger/kept-days";
import { readZone } from "#server/ledger/ledger-days";
import type { ActingContext } from "#server/services/context";
import { candidatesOf, type RunCursor } from "./read-candidates";
import { addRun, endRun, findRun, keepPreview, OF_RUN_BEFORE, type RecostRun } from "./rows";
import { cursorOf } from "./save-step";
import { DecisionSums } from "./sum-decisions";

const ROWS_A_LOOK = 5000;

/** `reverses`: takes back what that run changed, by a run of its own. What was changed again since stays. */
export async function previewRecost(ctx: ActingContext, { scope, reverses }: PreviewRecost): Promise<RecostRun> {
  if (reverses === undefined) {
    await requireKept(ctx.db.pool, scope.from);
    return startPreview(ctx, scope, null);
  }
  const run = await requireRun(ctx, reverses);
  if (run.state !== "done" && run.state !== "stopped")
    throw refusedField("reverses", "run-not-reversible", { state: run.state });
  if (run.changed === 0) throw refusedField("reverses", "run-changes-nothing");
  const kept = await readKept(ctx.db.pool);
  const dropped = kept ? await ctx.db.pool.query(OF_RUN_BEFORE, [run.id, kept.from]) : null;
  if (kept && dropped?.rowCount) throw refusedField("reverses", "run-not-kept", { from: kept.day });
  return startPreview(ctx, run.scope, reverses);
}

export async function requireRun({ db }: Pick<ActingContext, "db">, id: string): Promise<RecostRun> {
  const run = await findRun(db.pool, id);
  if (!run) throw new DomainError("NOT_FOUND", { what: "run", name: id });
  return run;
}

async function startPreview(
  ctx: ActingContext,
  scope: RecostRun["scope"],
  reverses: string | null,
): Promise<RecostRun> {
  const { pool } = ctx.db;
  const prices = await ctx.prices.refresh();
  const { zone } = await readZone(pool, ctx.clock());
  const { id, createdAt } = await addRun(pool, {
    scope,
    reverses,
    createdBy: ctx.actor.label,
    priceVersion: prices.version,
  });
  const look = async (job: JobHandle) => {
    const read = candidatesOf(pool, { scope, reverses, createdAt }, prices);
    const sums = new DecisionSums();
    let cursor: RunCursor | null = null;
    while (!job.isCancelled()) {
      const candidates = await read(cursor, ROWS_A_LOOK);
      for (const { request, decision } of candidates) sums.add(request, decision);
      const last = candidates.at(-1);
      if (!last || candidates.length < ROWS_A_LOOK) {
        const preview = { ...sums.summary(), zone };
        await keepPreview(pool, id, preview);
        return preview;
      }
      cursor = cursorOf(last);
      await job.report({
        done: sums.looked,
        total: null,
        label: `Looking at requests up to ${cursor[0].slice(0, 10)}`,
      });
    }
    await endRun(pool, id, "The dry run was cancelled.");
    return sums.summary();
  };
  try {
    await ctx.jobs.start(RECOST_PREVIEW_JOB, ctx.actor, { runId: id }, (job) =>
      look(job).catch(async (error: unknown) => {
        await endRun(pool, id, "The dry run failed. Make a new one.").catch(() => undefined);
        throw error;
      }),
    );
  } catch (error) {
    await endRun(pool, id, "Another dry run was being made.");
    throw error;
  }
  return requireRun(ctx, id);
}
