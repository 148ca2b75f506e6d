/** Asks servers for their models. Names of servers as arguments; all active ones without. Fails when one of them failed. */
import type { AppRouter } from "@ratecard/server";
import type { inferRouterOutputs } from "@trpc/server";
import { CliProblem } from "../cli-problem";
import type { CommandContext } from "../client";

export async function discover(context: CommandContext, names: readonly string[]) {
  const { client, terminal, settings } = context;
  const servers = await client.trpc.discovery.servers.list.query();
  const wanted =
    names.length === 0 ? servers.filter(({ isActive }) => isActive) : names.map((name) => found(servers, name));
  if (wanted.length === 0) throw new CliProblem("There is no active server. Connect one under Discovery.");
  if (settings.isDryRun) {
    const listed = wanted.map(({ name, baseUrl }) => ({ name, baseUrl }));
    return terminal.answer(listed, listed.map(({ name, baseUrl }) => `${name}: would ask ${baseUrl}`).join("\n"));
  }
  const started = await client.trpc.discovery.discover.mutate({ serverIds: wanted.map(({ id }) => id) });
  terminal.ifInterrupted("The servers are asked all the same; look under Discovery.");
  const { progress } = await followJob(context, started.id);
  const parts = progress?.parts ?? [];
  terminal.answer(parts, parts.map(({ name, state, note }) => `${name}: ${state}. ${note}`).join("\n"));
  const failed = parts.filter(({ state }) => state === "failed");
  if (failed.length > 0) throw new CliProblem(`${failed.length} of ${parts.length} servers failed.`);
}

function found<Server extends { name: string }>(servers: readonly Server[], name: string): Server {
  const server = servers.find((candidate) => candidate.name === name);
  if (server) return server;
  const known = servers.map((candidate) => `"${candidate.name}"`).join(", ");
  throw new CliProblem(`There is no server "${name}". Known ones: ${known || "none"}.`, { kind: "usage" });
}

type Job = inferRouterOutputs<AppRouter>["jobs"]["find"];

const POLL_MS = 250;

/** Waits for a job of the server and shows its progress. Errors: a job that failed or was cancelled is a CliProblem. */
async function followJob({ client, terminal }: CommandContext, id: string): Promise<Job> {
  for (;;) {
    const job = await client.trpc.jobs.find.query({ id });
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
