/**
 * All events that wait for one reason, as a job: in chunks, each of them whole or not at all; a closed tab or a killed server loses
 * nothing, and starting it again goes on with what still waits.
 * Errors  JOB_RUNNING while another one runs.
 */
import type { SettleQuarantineGroup } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import type { JobHandle, JobView } from "#server/jobs/job-runner";
import { countQuarantined, findQuarantined, type QuarantinedItem } from "./rows";
import { settleQuarantined } from "./settle-quarantined";

export const QUARANTINE_JOB = "quarantine";
const CHUNK = 50;
const MOST_SENTENCES = 20;

export type SettledGroup = Readonly<{
  settled: number;
  /** Could not be taken, and wait on. */
  waiting: number;
  /** Why, each sentence once. */
  sentences: readonly string[];
}>;

export const settleGroup = (ctx: ActingContext, input: SettleQuarantineGroup): Promise<JobView> =>
  ctx.jobs.start(QUARANTINE_JOB, ctx.actor, input, (job) => settleAll(ctx, input, job));

async function settleAll(
  ctx: ActingContext,
  { group, decision }: SettleQuarantineGroup,
  job: JobHandle,
): Promise<SettledGroup> {
  const total = await countQuarantined(ctx.db.pool, group, Number.MAX_SAFE_INTEGER);
  const sentences = new Set<string>();
  let [settled, waiting] = [0, 0];
  let after: readonly string[] | null = null;
  while (!job.isCancelled()) {
    const items: readonly QuarantinedItem[] = await findQuarantined(ctx.db.pool, group, after, CHUNK);
    const last = items.at(-1);
    if (!last) break;
    after = [last.receivedAt, last.id];
    const changed = items.map((item) => ({ item, event: eventOf(item, decision) }));
    for (const { outcome, problem } of await settleQuarantined(ctx, changed, decision)) {
      if (outcome === "waits") waiting += 1;
      else settled += 1;
      if (outcome === "waits" && problem && sentences.size < MOST_SENTENCES)
        sentences.add(`${problem.field}: ${problem.problem}`);
    }
    await job.report({ done: settled + waiting, total, label: "Events" });
  }
  return { settled, waiting, sentences: [...sentences] };
}

function eventOf({ payload }: QuarantinedItem, decision: SettleQuarantineGroup["decision"]): unknown {
  const set = decision.action === "take" ? decision.set : undefined;
  return set ? { ...payload, [set.field]: set.value } : payload;
}
