/**
 * What some days would have cost otherwise: at another model's price, at other prices, with another discount, by another catalogue.
 * Units   USD as decimal text, requests, percents. Time: days of the ledger, both ends included.
 * Errors  exit code 1: refused; 2: not one change, or a file that cannot be read. The ledger and the price book stay as they are.
 */
import { noRequestsText } from "@ratecard/contract";
import { textTable, usageText } from "../answer-text";
import { CliProblem } from "../cli-problem";
import type { CommandContext, RouterOutputs } from "../client";
import { followJob } from "../follow-job";
import { pricesOfFile } from "../prices-of-file";
import type { Command } from "commander";
import { collect, contextOf, withGlobals } from "../define-command";

type WhatIfOptions = Readonly<{
  from: string;
  to: string;
  model?: readonly string[];
  provider?: readonly string[];
  team?: readonly string[];
  as?: readonly string[];
  prices?: string;
  adjust?: string;
  discount?: string;
  margin?: string;
  perRequest?: string;
  catalog?: string;
  byDay?: boolean;
  save?: string;
  shared?: boolean;
}>;

export function addWhatIf(program: Command): void {
  withGlobals(program.command("what-if"))
    .description("what some days would have cost otherwise; nothing that is booked or priced changes")
    .requiredOption("--from <day>", "the first day, as 2026-01-01")
    .requiredOption("--to <day>", "the last day")
    .option("--model <name>", "only requests of this name; repeatable", collect)
    .option("--provider <id>", "only requests of this provider; repeatable", collect)
    .option("--team <name>", "only requests of this team; repeatable", collect)
    .option("--as <names>", "requests of one name at the price of another, as gpt-4o=gpt-4o-mini; repeatable", collect)
    .option("--prices <file>", "at the prices of a file, CSV or JSON as ratecard export writes them; - for stdin")
    .option("--adjust <provider>", "with another discount or margins of a provider: what is not given is none")
    .option("--discount <percent>", "with --adjust: taken off what a price says")
    .option("--margin <percent>", "with --adjust: added after the discount")
    .option("--per-request <usd>", "with --adjust: added to each request, after the margin")
    .option("--catalog <id>", "by this snapshot of the catalogue")
    .option("--by-day", "the days, too")
    .option("--save <name>", "keep the question under a name; one of the same name is replaced")
    .option("--shared", "with --save: for everybody who sees spend")
    .addHelpText(
      "after",
      "\nFields that a file of prices leaves out stay as the price book has them. Give one of --as, --prices, --adjust, --catalog.",
    )
    .action(async (options: WhatIfOptions, command: Command) => whatIf(contextOf(command), options));
}

type Answer = RouterOutputs["whatIf"]["ask"];
type Result = RouterOutputs["whatIf"]["result"];

async function whatIf(context: CommandContext, options: WhatIfOptions): Promise<void> {
  const { client, settings, terminal } = context;
  const { from, to, model, provider, team, byDay = false, save, shared = false } = options;
  const question = { from, to, model, provider, team, change: await changeOf(options) };
  const request = { method: "POST", body: JSON.stringify(question) } as const;
  const answer = await client.restJson<Answer>("/api/what-if", "jobId", request);
  const result = answer.result ?? (await resultOfJob(context, answer.jobId));
  const isSaved = save !== undefined && !settings.isDryRun;
  if (isSaved) {
    await client.trpc.whatIf.save.mutate({ name: save, question: result.question, isShared: shared });
  }
  const kept = save === undefined ? [] : [`${isSaved ? "Kept" : "Would be kept"} as "${save}".`];
  terminal.answer(result, [textOf(result, byDay), ...kept].join("\n"));
}

async function resultOfJob(context: CommandContext, id: string): Promise<Result> {
  const { client, terminal } = context;
  terminal.ifInterrupted(`The requests are priced all the same; their result is GET /api/what-if/${id}.`);
  await followJob(context, id);
  return client.trpc.whatIf.result.query({ id });
}

const ONE_CHANGE = "Say what would be otherwise: one of --as, --prices, --adjust and --catalog.";

/** As the server takes it, which says what is wrong with it. */
async function changeOf(options: WhatIfOptions): Promise<object> {
  const { as, prices, adjust, catalog, discount, margin, perRequest } = options;
  if ([as, prices, adjust, catalog].filter((given) => given !== undefined).length !== 1) {
    throw new CliProblem(ONE_CHANGE, { kind: "usage" });
  }
  const terms = { discountPercent: discount, marginPercent: margin, fixedMarginUsd: perRequest };
  const isAdjusted = Object.values(terms).some((given) => given !== undefined);
  if (isAdjusted && adjust === undefined) {
    throw new CliProblem("--discount, --margin and --per-request need --adjust with a provider.", { kind: "usage" });
  }
  if (as !== undefined) return { kind: "models", models: as.map(namesOf) };
  if (prices !== undefined) return { kind: "prices", prices: await pricesOfFile(prices) };
  if (adjust !== undefined) return { kind: "adjustment", provider: adjust, terms: isAdjusted ? terms : null };
  return { kind: "catalog", snapshotId: catalog };
}

/** A name may hold an equals sign itself: the last one is ours. */
function namesOf(text: string): Readonly<{ model: string; as: string }> {
  const at = text.lastIndexOf("=");
  if (at < 1 || at === text.length - 1) {
    throw new CliProblem(`--as ${text}: write it as sent-name=other-name.`, { kind: "usage" });
  }
  return { model: text.slice(0, at), as: text.slice(at + 1) };
}

type Sum = Omit<Result["days"][number], "day">;

const COLUMNS = ["REQUESTS", "ACTUAL USD", "WHAT IF USD", "DIFFERENCE", "NOT PRICED"];

const cellsOf = (sum: Sum): readonly string[] => {
  const { requests, reports, actualUsd, whatIfUsd, differenceUsd, unknown, unknownReports } = sum;
  return [countOf(requests, reports), actualUsd, whatIfUsd, differenceUsd, countOf(unknown, unknownReports)];
};

const countOf = (requests: number, reports: number): string =>
  reports === 0 ? String(requests) : usageText(requests, reports);

function touchedText({ touched, requests, touchedReports, reports }: Result): string {
  const ofRequests = `${touched} of ${usageText(requests, 0)}`;
  return reports === 0 ? ofRequests : `${ofRequests} and ${touchedReports} of ${usageText(0, reports)}`;
}

function textOf(result: Result, isByDay: boolean): string {
  const { question, actualUsd, whatIfUsd, differenceUsd, models, modelsLeftOut, days } = result;
  const { from, to } = question;
  if (result.requests + result.reports === 0) return noRequestsText(question);
  return [
    `${from} to ${to}: ${actualUsd} -> ${whatIfUsd} USD (${differenceUsd}), ${touchedText(result)} are priced otherwise.`,
    textTable(
      ["NAME", ...COLUMNS],
      models.map((sum) => [sum.model, ...cellsOf(sum)]),
    ),
    ...(modelsLeftOut === 0 ? [] : [`... and ${modelsLeftOut} more names, with smaller differences.`]),
    ...(isByDay
      ? [
          textTable(
            ["DAY", ...COLUMNS],
            days.map((sum) => [sum.day, ...cellsOf(sum)]),
          ),
        ]
      : []),
    ...notPriced(result),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** What the sums leave out, and what stands in both as it is. */
function notPriced({ unpriced, unpricedReports, unknown, unknownReports }: Result): readonly string[] {
  return [
    ...(unpriced + unpricedReports === 0
      ? []
      : [`${usageText(unpriced, unpricedReports)} without a cost as booked: nothing of it is in the sums.`]),
    ...(unknown + unknownReports === 0
      ? []
      : [
          `${usageText(unknown, unknownReports)} could not be priced otherwise: what has a cost keeps it in both sums.`,
        ]),
  ];
}
