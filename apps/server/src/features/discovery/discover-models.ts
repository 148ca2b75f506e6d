/**
 * Asks the chosen servers for their models, a few at a time, as a job: a closed tab loses nothing, one failing server hides no other.
 * Errors  NOT_FOUND for a server that is none; JOB_RUNNING while another discovery runs.
 */
import type { DiscoverModels } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import type { JobHandle, JobPart, JobView } from "#server/jobs/job-runner";
import { discoverServer, type ServerDiscovered } from "./discover-server";
import type { ServerRow } from "./rows";

export const DISCOVERY_JOB = "discovery";
const AT_ONCE = 4;

export async function discoverModels(ctx: ActingContext, { serverIds }: DiscoverModels): Promise<JobView> {
  const wanted = [...new Set(serverIds)];
  const servers = await ctx.db.prisma.litellmServer.findMany({
    where: { id: { in: wanted } },
    orderBy: { name: "asc" },
  });
  const missing = wanted.find((id) => !servers.some((server) => server.id === id));
  if (missing !== undefined) throw new DomainError("NOT_FOUND", { what: "server", name: missing });
  return ctx.jobs.start(DISCOVERY_JOB, ctx.actor, { serverIds: wanted }, (job) => discoverAll(ctx, servers, job));
}

async function discoverAll(ctx: ActingContext, servers: readonly ServerRow[], job: JobHandle): Promise<object> {
  const parts = new Map<string, JobPart>(servers.map(({ id, name }) => [id, { id, name, state: "waiting", note: "" }]));
  const results: ServerDiscovered[] = [];
  const report = (part: JobPart) => {
    parts.set(part.id, part);
    const label = `${results.length} of ${servers.length} servers asked`;
    return job.report({ done: results.length, total: servers.length, label, parts: [...parts.values()] });
  };

  const queue = [...servers];
  const work = async () => {
    for (let server = queue.shift(); server && !job.isCancelled(); server = queue.shift()) {
      await report({ id: server.id, name: server.name, state: "running", note: "" });
      const result = await safely(ctx, server);
      results.push(result);
      await report(partOf(result));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { servers: results.toSorted((a, b) => a.name.localeCompare(b.name)) };
}

/** What goes wrong with one server, even in our own storing, must not end the others. */
async function safely(ctx: ActingContext, server: ServerRow): Promise<ServerDiscovered> {
  try {
    return await discoverServer(ctx, server);
  } catch (error) {
    if (!(error instanceof DomainError)) ctx.log.error({ err: error, server: server.id }, "a listing was not stored");
    const message =
      error instanceof DomainError
        ? error.message
        : `Its listing could not be stored. The log has the cause under server ${server.id}.`;
    const about = { serverId: server.id, name: server.name };
    return { ...about, isOk: false, modelCount: 0, code: "not-stored", message, leftOut: [] };
  }
}

const partOf = ({ serverId, name, isOk, modelCount, message }: ServerDiscovered): JobPart => ({
  id: serverId,
  name,
  state: isOk ? "done" : "failed",
  note: isOk ? `${modelCount} models${message === null ? "" : `. ${message}`}` : (message ?? ""),
});
