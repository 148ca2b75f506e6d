/**
 * Corrects what was booked: a dry run, and with a reason the run itself. Units: USD as decimal text, requests.
 * Errors  exit code 1: refused, or the run was stopped before its end; what it did by then stays.
 */
import { CliProblem } from "../cli-problem";
import type { CommandContext, RouterOutputs } from "../client";
import type { Command } from "commander";
import { collect, contextOf, withGlobals } from "../define-command";
import { untilBack } from "../until-back";

type RecostOptions = Readonly<{
  model?: readonly string[];
  from?: string;
  to?: string;
  needsPrice?: boolean;
  takeBack?: string;
  reason?: string;
}>;

export function addRecost(program: Command): void {
  withGlobals(program.command("recost"))
    .description("what booked costs would be at today's prices of their time; with a reason, correct them")
    .option("--model <name>", "only requests of this name; repeatable", collect)
    .option("--from <day>", "the first day, as 2026-01-01")
    .option("--to <day>", "the last day")
    .option("--needs-price", "only requests that nobody priced")
    .option("--take-back <run>", "give back what this run changed")
    .option("--reason <text>", "do it, and keep this beside every request")
    .action(async (options: RecostOptions, command: Command) => recost(contextOf(command), options));
}

type Run = RouterOutputs["recost"]["get"];

const POLL_MS = 250;

async function recost(context: CommandContext, options: RecostOptions): Promise<void> {
  const { client, settings, terminal } = context;
  const { model, from, to, needsPrice, takeBack, reason } = options;
  const scope = { model: model && [...model], from, to, isDefaultPriced: needsPrice };
  const started = await client.trpc.recost.preview.mutate({ scope, reverses: takeBack });
  const looked = await untilOver(context, started, "previewing");
  if (looked.preview === null) throw new CliProblem(looked.stoppedBecause ?? "The dry run came to no end.");
  if (reason === undefined || settings.isDryRun) {
    return terminal.answer(looked, `${textOf(looked.preview)}\nNothing was written. Do it with --reason.`);
  }
  if (looked.preview.changed === 0) return terminal.answer(looked, "No request changes.");
  terminal.ifInterrupted("The costs are corrected all the same; look under Re-cost.");
  const done = await untilOver(context, await client.trpc.recost.confirm.mutate({ id: looked.id, reason }), "running");
  terminal.answer(
    done,
    `${done.changed} requests: ${done.oldUsd} -> ${done.newUsd} USD. Take it back with --take-back ${done.id}`,
  );
  if (done.state !== "done") throw new CliProblem(done.stoppedBecause ?? "The run came to no end.");
}

async function untilOver(context: CommandContext, run: Run, state: Run["state"]): Promise<Run> {
  const { client, terminal } = context;
  let current = run;
  while (current.state === state) {
    const total = current.preview?.looked;
    terminal.progress(total === undefined ? "Looking at requests ..." : `Correcting ... ${current.looked} of ${total}`);
    await new Promise((wake) => setTimeout(wake, POLL_MS));
    current = await untilBack(context, () => client.trpc.recost.get.query({ id: run.id }));
  }
  terminal.progress("");
  return current;
}

type Preview = NonNullable<Run["preview"]>;

const textOf = (preview: Preview): string =>
  [
    `${preview.changed} of ${preview.looked} requests change: ${moveOf(preview)}`,
    ...preview.models.map((sum) => `  ${sum.model}  ${sum.changed}  ${moveOf(sum)}`),
    ...preview.months.map((sum) => `  ${sum.month}  ${sum.changed}  ${moveOf(sum)}`),
    ...(preview.unpriceable === 0 ? [] : [`${preview.unpriceable} stay as they are: no price is known for them.`]),
  ].join("\n");

const moveOf = ({ oldUsd, newUsd, differenceUsd }: Pick<Preview, "oldUsd" | "newUsd" | "differenceUsd">): string =>
  `${oldUsd} -> ${newUsd} USD (${differenceUsd})`;
