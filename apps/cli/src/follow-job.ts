/** Waits for a job of the server and shows its progress. Errors: a job that failed or was cancelled is a CliProblem. */
import type { AppRouter } from "@ratecard/server";
import type { inferRouterOutputs } from "@trpc/server";
import { CliProblem } from "./cli-problem";
import type { CommandContext } from "./client";
import { untilBack } from "./until-back";

type Job = inferRouterOutputs<AppRouter>["jobs"]["find"];

const POLL_MS = 250;

export async function followJob(context: CommandContext, id: string): Promise<Job> {
  const { client, terminal } = context;
  for (;;) {
    const job = await untilBack(context, () => client.trpc.jobs.find.query({ id }));
    terminal.progress(job.state === "running" ? progressOf(job) : "");
    if (job.state === "done") return job;
    if (job.state !== "running") throw new CliProblem(job.errorMessage ?? `The job was ${job.state}.`);
    await new Promise((wake) => setTimeout(wake, POLL_MS));
  }
}

function progressOf({ progress }: Job): string {
  if (progress === null) return "Starting ...";
  const { done, total, label } = progress;
  return total === null ? `${label} ...` : `${label} ... ${done} of ${total}`;
}
