/** The months of the ledger, and closing one. Exit code 1: refused, or a statement is not as it was signed. */
import { usageText } from "../answer-text";
import { CliProblem } from "../cli-problem";
import type { CommandContext, RouterOutputs } from "../client";
import type { Command } from "commander";
import { contextOf, withGlobals, withServer } from "../define-command";

type CloseOptions = Readonly<{ note: string }>;
type Month = RouterOutputs["months"]["list"]["months"][number];
type Preview = RouterOutputs["months"]["preview"];

export function addMonths(program: Command): void {
  const months = program.command("months").description("the months of the ledger");
  withServer(months.command("list"))
    .description("every month: open or closed, its cost, its statement")
    .action(async (_options, command: Command) => listMonths(contextOf(command)));
  withGlobals(months.command("close <month>"))
    .description("close a month, as 2026-01: nothing changes its figures any more")
    .requiredOption("--note <text>", "stands in the statement")
    .action(async (month: string, options: CloseOptions, command: Command) =>
      closeMonth(contextOf(command), month, options),
    );
  withServer(months.command("check"))
    .description("whether each statement is as it was signed")
    .action(async (_options, command: Command) => checkMonths(contextOf(command)));
}

async function listMonths({ client, terminal }: CommandContext): Promise<void> {
  const list = await client.trpc.months.list.query();
  terminal.answer(list, list.months.length === 0 ? "No month yet." : list.months.map(lineOf).join("\n"));
}

const lineOf = ({ month, state, costUsd, requests, reports, statement, ...row }: Month): string =>
  [
    `${month}  ${state}`,
    `${costUsd} USD in ${usageText(requests, reports)}`,
    ...(row.unpricedRequests + row.unpricedReports === 0
      ? []
      : [`${usageText(row.unpricedRequests, row.unpricedReports)} without a cost`]),
    ...(row.correctionRequests === 0 && row.correctionReports === 0 && row.correctionUsd === "0"
      ? []
      : [`of which ${row.correctionUsd} USD corrects earlier months`]),
    ...(statement === null ? [] : [`closed by ${statement.closedBy}: ${statement.note}`]),
  ].join("  ");

async function closeMonth(
  { client, settings, terminal }: CommandContext,
  month: string,
  { note }: CloseOptions,
): Promise<void> {
  const preview = await client.trpc.months.preview.query({ month });
  if (settings.isDryRun) {
    if (preview.problem !== null) throw new CliProblem(preview.problem);
    return terminal.answer(preview, `${figuresOf(preview)} (nothing was written)`);
  }
  const closed = await client.trpc.months.close.mutate({ month, note });
  return terminal.answer(closed, `${figuresOf(preview)} It is closed by statement ${closed.seq}.`);
}

const figuresOf = ({ month, totals, openRequests, openReports = 0, quarantined }: Preview): string =>
  `${month}: ${totals.costUsd} USD in ${usageText(totals.requests, totals.reports ?? 0)}; ${usageText(openRequests, openReports)} ${openRequests + openReports === 1 ? "needs" : "need"} a price, ${quarantined} events wait in quarantine.`;

async function checkMonths({ client, terminal }: CommandContext): Promise<void> {
  const checked = await client.trpc.months.check.query();
  const lines = checked.statements.map(({ seq, month, sentence }) => `${seq}  ${month}  ${sentence}`);
  terminal.answer(checked, lines.length === 0 ? "No month is closed." : lines.join("\n"));
  if (!checked.isUnchanged) throw new CliProblem("A statement is not as it was signed. Look for who changed it.");
}
