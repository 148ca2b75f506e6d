/** What looks wrong in the price book, and one remedy of it applied. Exit code 0: listed or applied; 1: refused. */
import { CliProblem } from "../cli-problem";
import type { CommandContext, RouterOutputs } from "../client";
import type { Command } from "commander";
import { contextOf, withGlobals } from "../define-command";

type Options = Readonly<{ code?: string; apply?: string }>;
type Finding = RouterOutputs["findings"]["list"]["findings"][number];

export function addFindings(program: Command): void {
  withGlobals(program.command("findings"))
    .description("what looks wrong in the price book, each with its remedy")
    .option("--code <kind>", "one kind only, as unit-suspect")
    .option("--apply <id>", "apply the remedy of this one; the beginning of its id is enough")
    .action(async (options: Options, command: Command) => findings(contextOf(command), options));
}

async function findings({ settings, client, terminal }: CommandContext, { code, apply }: Options) {
  const list = await client.trpc.findings.list.query(code === undefined ? {} : { code });
  if (apply === undefined) return terminal.answer(list, textOf(list.findings));

  const { findingId, model, version } = chosen(list.findings, apply);
  if (settings.isDryRun) {
    const source = { kind: "findings" as const, findings: [{ findingId, model }] };
    const preview = await client.trpc.changes.preview.mutate({ source });
    return terminal.answer(preview, `${model}: ${preview.rows[0]?.notes[0] ?? ""} (nothing was written)`);
  }
  const applied = await client.trpc.findings.remedy.mutate({ findingId, model, version });
  return terminal.answer(applied, [`${applied.model}: done.`, ...applied.notices].join(" "));
}

/** By its id, or the beginning of it that no other one shares. */
function chosen(all: readonly Finding[], id: string): Finding {
  const [finding, ...others] = all.filter(({ findingId }) => findingId.startsWith(id));
  if (!finding || id === "") throw new CliProblem(`No finding ${id} any more. List them again with: ratecard findings`);
  if (others.length > 0)
    throw new CliProblem(`${id} begins several findings. Write more of the id.`, { kind: "usage" });
  return finding;
}

function textOf(all: readonly Finding[]): string {
  const rows = all.flatMap(({ findingId, severity, sentence, remedy, obstacle }) => [
    `${findingId.slice(0, ID_DIGITS)}  ${severity}: ${sentence}`,
    `${" ".repeat(ID_DIGITS)}  ${obstacle ?? remedy.sentence}`,
  ]);
  return [...rows, `${all.length} ${all.length === 1 ? "finding" : "findings"}.`].join("\n");
}

/** Enough to tell tens of thousands apart. */
const ID_DIGITS = 12;
