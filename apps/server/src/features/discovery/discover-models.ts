/**
 * Asks the chosen servers for their models, side by side, as a job: a closed tab loses nothing, one failing server hides no other.
 * Errors  NOT_FOUND for a server that is none; JOB_RUNNING while another discovery runs.
 */
import type { DiscoverModels } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import type { JobHandle, JobPart, JobView } from "#server/jobs/job-runner";
import { type Discovered, discoverServer, type ServerDiscovered } from "./discover-server";
import type { ServerRow } from "./rows";
import { sideBySide } from "./side-by-side";

export const DISCOVERY_JOB = "discovery";
/** An answer takes a second as a rule. Waiting costs a socket only, so that slow servers may be many. */
const LIMITS = { atOnce: 8, patienceMs: 1000, most: 64 };

export async function discoverModels(ctx: ActingContext, { serverIds }: DiscoverModels): Promise<JobView> {
  const wanted = [...new Set(serverIds)];
  const servers = await ctx.db.prisma.litellmServer.findMany({
    where: { id: { in: wanted } },
    orderBy: { name: "asc" },
  });
  const missing = wanted.find((id) => !servers.some((server) => server.id === id));
  if (missing !== undefined) throw new DomainError("NOT_FOUND", { what: "server", name: missing });
  return ctx.jobs.start(DISCOVERY_JOB, ctx.actor, { serverIds: wanted }, async (job) => {
    const discovered = await discoverAll(ctx, servers, job);
    return { servers: discovered.map(({ result }) => result) };
  });
}

/** By name. Servers that a cancelled job did not come to are not among them. */
export async function discoverAll(
  ctx: ActingContext,
  servers: readonly ServerRow[],
  job: JobHandle,
): Promise<readonly Discovered[]> {
  const parts = new Map<string, JobPart>(servers.map(({ id, name }) => [id, { id, name, state: "waiting", note: "" }]));
  const found: Discovered[] = [];
  const report = (part: JobPart) => {
    parts.set(part.id, part);
    return job.report({
      done: found.length,
      total: servers.length,
      label: "Servers asked",
      parts: [...parts.values()],
    });
  };
  await sideBySide(servers, LIMITS, job.isCancelled, async (server) => {
    await report({ id: server.id, name: server.name, state: "running", note: "" });
    const discovered = await safely(ctx, server, job.cancelled);
    found.push(discovered);
    await report(partOf(discovered.result));
  });
  for (const part of parts.values()) {
    if (part.state === "waiting") await report({ ...part, state: "skipped", note: "Was not asked any more." });
  }
  return found.toSorted((a, b) => a.result.name.localeCompare(b.result.name));
}

/** What goes wrong with one server, even in our own storing, must not end the others. */
async function safely(ctx: ActingContext, server: ServerRow, cancelled: AbortSignal): Promise<Discovered> {
  try {
    return await discoverServer(ctx, server, cancelled);
  } catch (error) {
    if (!(error instanceof DomainError)) ctx.log.error({ err: error, server: server.id }, "a listing was not stored");
    const message =
      error instanceof DomainError
        ? error.message
        : `Its listing could not be stored. The log has the cause under server ${server.id}.`;
    const about = { serverId: server.id, name: server.name };
    return { result: { ...about, isOk: false, modelCount: 0, code: "not-stored", message, leftOut: [] }, newNames: [] };
  }
}

const partOf = ({ serverId, name, isOk, modelCount, code, message }: ServerDiscovered): JobPart => ({
  id: serverId,
  name,
  state: isOk ? "done" : code === "aborted" ? "skipped" : "failed",
  note: isOk ? `${modelCount} models${message === null ? "" : `. ${message}`}` : (message ?? ""),
});
