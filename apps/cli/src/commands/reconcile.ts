/**
 * An invoice or an export of costs against the ledger: the file is read here, its sums are compared by the server and kept there.
 * Units   USD as decimal text. Errors: exit code 2 for a file that cannot be read as one; 1 where the server refuses.
 */
import { basename } from "node:path";
import { stat } from "node:fs/promises";
import { describeProblem, type FieldProblem, INVOICE_FIELDS } from "@ratecard/contract";
import {
  findingSentence,
  firstSentence,
  leftOutSentence,
  type OpenedInvoice,
  openInvoice,
  PART_WORDS,
  providersOf,
  type SummedInvoice,
  VARIANCE_PARTS,
} from "@ratecard/invoices";
import { CliProblem } from "../cli-problem";
import type { CommandContext, RouterOutputs } from "../client";
import { mappedColumns } from "../mapped-columns";
import { type Input, openInput } from "../open-input";
import type { Command } from "commander";
import { collect, contextOf, withGlobals } from "../define-command";

type ReconcileOptions = Readonly<{
  mapping?: readonly string[];
  decimalComma?: boolean;
  provider?: readonly string[];
  zone?: string;
  rate?: string;
  currency?: string;
}>;

export function addReconcile(program: Command): void {
  withGlobals(program.command("reconcile <file>"))
    .description(
      "compare an invoice or an export of costs (.csv, .json, .gz; - for stdin) with the ledger, and say why they differ",
    )
    .option("--mapping <column=field>", 'a column of another CSV, as "Amount=cost"; repeatable', collect)
    .option("--decimal-comma", "a comma is before the decimals, as in 1.234,56")
    .option("--provider <name>", "whose requests are compared; repeatable; those of the format if missing", collect)
    .option("--zone <zone>", "of the days of the invoice; if missing UTC, of Google's console the Pacific's")
    .option("--rate <usd>", "what one unit of the invoice's currency is in USD")
    .option("--currency <code>", "where the file does not say it, as EUR")
    .action(async (file: string, options: ReconcileOptions, command: Command) =>
      reconcileInvoice(contextOf(command), file, options),
    );
}

const MOST_SHOWN = 20;

async function reconcileInvoice(
  { client, settings, terminal }: CommandContext,
  file: string,
  options: ReconcileOptions,
): Promise<void> {
  const input = await openInput(file);
  const { format, taken, zone, summed } = await readInvoice(file, watched(input, terminal.progress), options);
  terminal.progress("");
  const currency = summed.currency ?? options.currency ?? "USD";
  if (settings.isDryRun) {
    return terminal.answer(
      { format, ...summed, currency },
      `${file}: ${format}, ${linesWords(summed.lines)} of ${summed.total} ${currency}${besidesWords(summed)}${servicesWords(summed)}${statedWords(summed)}. Nothing was written.`,
    );
  }
  const kept = await client.trpc.reconciliation.add.mutate({
    fileName: basename(file),
    fileBytes: file === "-" ? 0 : (await stat(file)).size,
    fileLines: summed.lines,
    digest: summed.digest,
    format,
    taken,
    currency,
    usdPerUnit: options.rate ?? null,
    zone: options.zone ?? zone,
    providers: [...(options.provider ?? providersOf(format, summed.sums))],
    sums: [...summed.sums],
  });
  terminal.answer(kept, textOf(kept));
}

const linesWords = (count: number): string => (count === 1 ? "1 line" : `${count} lines`);

const besidesWords = ({ besides }: SummedInvoice): string =>
  besides === "0" ? "" : `, ${besides} of it not for models`;

/** What is left out. */
const servicesWords = ({ linesOfServices, ofServices }: SummedInvoice): string =>
  linesOfServices === 0 ? "" : `, ${linesWords(linesOfServices)} of ${ofServices} of other services, not compared`;

/** Where the file has a line of its total. */
const statedWords = ({ statedTotal }: SummedInvoice): string =>
  statedTotal === null ? "" : `, where the file says ${statedTotal}`;

async function readInvoice(file: string, chunks: AsyncIterable<string>, options: ReconcileOptions) {
  const { mapping, decimalComma } = options;
  const refusal = (given: string) => describeProblem("not-an-invoice-field", { given, fields: INVOICE_FIELDS });
  const columns = mapping && mappedColumns(mapping, INVOICE_FIELDS, refusal);
  const name = file.replace(/\.gz$/i, "");
  const opened: OpenedInvoice = await openInvoice(chunks, { name, columns, isComma: decimalComma });
  if (!opened.ok) throw refused(file, opened.problem);
  const summed = await opened.sumUp();
  if ("problem" in summed) throw refused(file, summed.problem);
  if (summed.unreadCount > 0) throw unreadLines(file, summed);
  return { format: opened.format, taken: opened.taken, zone: opened.zone, summed };
}

async function* watched(
  { chunks, share }: Input,
  progress: CommandContext["terminal"]["progress"],
): AsyncGenerator<string> {
  for await (const chunk of chunks) {
    const read = share();
    progress(read === null ? "Reading ..." : `Reading ... ${Math.floor(read * 100)} %`);
    yield chunk;
  }
}

const wordsOf = ({ field, problem }: FieldProblem): string => (field === "" ? problem : `${field} ${problem}`);

const refused = (file: string, problem: FieldProblem) =>
  new CliProblem(`${file}: ${wordsOf(problem)}`, { kind: "usage" });

/** Without them the total would not be the invoice's. */
function unreadLines(file: string, { unread, unreadCount }: SummedInvoice): CliProblem {
  const [first] = unread;
  const example = first ? ` ${first.place}: ${wordsOf(first.problem)}` : "";
  return new CliProblem(`${file}: ${linesWords(unreadCount)} cannot be read.${example}`, {
    kind: "usage",
  });
}

type Kept = RouterOutputs["reconciliation"]["add"];

function textOf({ from, to, comparison }: Kept): string {
  const { invoiceUsd, ledgerUsd, varianceUsd, parts, findings, otherServices = [] } = comparison;
  return [
    firstSentence(comparison),
    `${from} to ${to}: invoice ${invoiceUsd} USD, ledger ${ledgerUsd} USD, difference ${varianceUsd} USD`,
    ...VARIANCE_PARTS.filter((part) => parts[part] !== "0").map(
      (part) => `  ${PART_WORDS[part].label}  ${parts[part]} USD`,
    ),
    ...findings.slice(1, MOST_SHOWN).map((finding) => findingSentence(finding, varianceUsd)),
    ...otherServices
      .slice(0, MOST_SHOWN)
      .map(({ label, lines, usd }) => `${leftOutSentence(label, lines)}, ${usd} USD`),
  ].join("\n");
}
