/**
 * An invoice or an export of costs against the ledger: its files are read here, its sums are compared by the server and kept there.
 * Units   USD as decimal text. Errors: exit code 2 for a file that cannot be read as one; 1 where the server refuses.
 */
import { basename } from "node:path";
import { describeProblem, type FieldProblem, INVOICE_FIELDS } from "@ratecard/contract";
import {
  findingSentence,
  firstSentence,
  type InvoicePart,
  leftOutSentence,
  nameOfParts,
  openInvoice,
  PART_WORDS,
  providersOf,
  type SummedInvoice,
  VARIANCE_PARTS,
} from "@ratecard/invoices";
import { CliProblem } from "../cli-problem";
import type { CommandContext, RouterOutputs } from "../client";
import { mappedColumns } from "../mapped-columns";
import { openParts } from "../open-parts";
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
  withGlobals(program.command("reconcile <file...>"))
    .description(
      "compare an invoice or an export of costs (.csv, .json, .gz; - for stdin) with the ledger, and say why they differ; several files are parts of one invoice",
    )
    .option("--mapping <column=field>", 'a column of another CSV, as "Amount=cost"; repeatable', collect)
    .option("--decimal-comma", "a comma is before the decimals, as in 1.234,56")
    .option("--provider <name>", "whose requests are compared; repeatable; those of the format if missing", collect)
    .option("--zone <zone>", "of the days of the invoice; if missing UTC, of Google's console the Pacific's")
    .option("--rate <usd>", "what one unit of the invoice's currency is in USD")
    .option("--currency <code>", "where the file does not say it, as EUR")
    .action(async (files: readonly string[], options: ReconcileOptions, command: Command) =>
      reconcileInvoice(contextOf(command), files, options),
    );
}

const MOST_SHOWN = 20;

async function reconcileInvoice(
  { client, settings, terminal }: CommandContext,
  files: readonly string[],
  options: ReconcileOptions,
): Promise<void> {
  const { parts, bytes } = await openParts(files, terminal.progress);
  const name = nameOfParts(files);
  const { format, taken, zone, summed } = await readInvoice(name, parts, options);
  terminal.progress("");
  const currency = summed.currency ?? options.currency ?? "USD";
  if (settings.isDryRun) {
    return terminal.answer(
      { format, ...summed, currency },
      `${name}: ${format}, ${linesWords(summed.lines)} of ${summed.total} ${currency}${besidesWords(summed)}${servicesWords(summed)}${statedWords(summed)}. Nothing was written.`,
    );
  }
  const kept = await client.trpc.reconciliation.add.mutate({
    fileName: nameOfParts(files.map((file) => basename(file))),
    fileBytes: bytes,
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

async function readInvoice(name: string, parts: readonly InvoicePart[], options: ReconcileOptions) {
  const { mapping, decimalComma } = options;
  const refusal = (given: string) => describeProblem("not-an-invoice-field", { given, fields: INVOICE_FIELDS });
  const columns = mapping && mappedColumns(mapping, INVOICE_FIELDS, refusal);
  const opened = await openInvoice(parts, { columns, isComma: decimalComma });
  if (!opened.ok) throw refused(name, opened.problem);
  const summed = await opened.sumUp();
  if ("problem" in summed) throw refused(name, summed.problem);
  if (summed.unreadCount > 0) throw unreadLines(name, summed);
  return { format: opened.format, taken: opened.taken, zone: opened.zone, summed };
}

const wordsOf = ({ field, problem }: FieldProblem): string => (field === "" ? problem : `${field} ${problem}`);

const refused = (name: string, problem: FieldProblem) =>
  new CliProblem(`${name}: ${wordsOf(problem)}`, { kind: "usage" });

/** Without them the total would not be the invoice's. */
function unreadLines(name: string, { unread, unreadCount }: SummedInvoice): CliProblem {
  const [first] = unread;
  const example = first ? ` ${first.place}: ${wordsOf(first.problem)}` : "";
  return new CliProblem(`${name}: ${linesWords(unreadCount)} cannot be read.${example}`, {
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
