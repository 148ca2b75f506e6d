/** What was charged, as a FOCUS file for other cost tools; `-` writes it to stdout. Time: days of the ledger, both ends included. */
import { FOCUS_VERSION, UNPRICED_HEADER, UNPRICED_REPORTS_HEADER } from "@ratecard/contract";
import { usageText } from "../answer-text";
import { CliProblem } from "../cli-problem";
import type { CommandContext } from "../client";
import { replaceFile } from "../replace-file";
import type { Command } from "commander";
import { contextOf, withGlobals } from "../define-command";

type FocusOptions = Readonly<{ from: string; to: string }>;

export function addFocus(exported: Command): void {
  withGlobals(exported.command("focus <file>"))
    .description("what was charged in some days, as a FOCUS file (.csv) for other cost tools; - for stdout")
    .requiredOption("--from <day>", "the first day, as 2026-01-01")
    .requiredOption("--to <day>", "the last day")
    .action(async (file: string, options: FocusOptions, command: Command) =>
      exportFocus(contextOf(command), file, options),
    );
}

async function exportFocus({ settings, client, terminal }: CommandContext, file: string, days: FocusOptions) {
  const { from, to } = days;
  if (file !== "-" && !file.endsWith(".csv")) {
    throw new CliProblem(`${file}: name a file that ends in .csv, or - for stdout.`, { kind: "usage" });
  }
  const query = new URLSearchParams({ from, to });
  const { chunks, headers } = await client.download(`/api/admin/focus.csv?${query.toString()}`);
  if (file === "-") {
    for await (const chunk of chunks) terminal.raw(chunk);
    return;
  }
  const { isDryRun } = settings;
  if (isDryRun) await chunks.return();
  else await replaceFile(file, chunks);
  const countIn = (header: string) => Number(headers.get(header) ?? "0");
  const unpricedRequests = countIn(UNPRICED_HEADER);
  const unpricedReports = countIn(UNPRICED_REPORTS_HEADER);
  const left = unpricedRequests + unpricedReports === 0 ? "" : usageText(unpricedRequests, unpricedReports);
  terminal.answer(
    { file, from, to, version: FOCUS_VERSION, unpricedRequests, unpricedReports, dryRun: isDryRun },
    `FOCUS ${FOCUS_VERSION} of ${from} to ${to} ${isDryRun ? "would be written" : "written"} to ${file}.${left && ` Without a cost, and no charge in it: ${left}.`}`,
  );
}
