/** Asks servers for their models. Names of servers as arguments; all active ones without. Fails when one of them failed. */
import { CliProblem } from "../cli-problem";
import type { CommandContext } from "../client";
import { followJob } from "../follow-job";
import type { Command } from "commander";
import { contextOf, withGlobals } from "../define-command";

export function addDiscover(program: Command): void {
  withGlobals(program.command("discover [servers...]"))
    .description("ask servers for their models; all active ones if none is named")
    .action(async (servers: string[], _options, command: Command) => discover(contextOf(command), servers));
}

async function discover(context: CommandContext, names: readonly string[]) {
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
