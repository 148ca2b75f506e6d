/** What was charged, as a FOCUS file for other cost tools; `-` writes it to stdout. Time: days of the ledger, both ends included. */
import { FOCUS_VERSION, UNPRICED_HEADER, UNPRICED_REPORTS_HEADER } from "@ratecard/contract";
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
  const [unpricedRequests, unpricedReports] = [UNPRICED_HEADER, UNPRICED_REPORTS_HEADER].map((name) =>
    Number(headers.get(name) ?? "0"),
  );
  const left = [
    ...(unpricedRequests ? [`${unpricedRequests} requests`] : []),
    ...(unpricedReports ? [`${unpricedReports} reports in sums`] : []),
  ].join(" and ");
  terminal.answer(
    { file, from, to, version: FOCUS_VERSION, unpricedRequests, unpricedReports, dryRun: isDryRun },
    `FOCUS ${FOCUS_VERSION} of ${from} to ${to} ${isDryRun ? "would be written" : "written"} to ${file}.${left && ` ${left} have no cost: they are no charge in it.`}`,
  );
}
