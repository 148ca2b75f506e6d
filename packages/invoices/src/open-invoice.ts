/**
 * Opens an invoice or an export of costs, of one file or several parts: what it is, which columns it has and how they are taken; then
 * its sums, read as a stream.
 * Form    `choice.columns` is what somebody chose; else the file is known by its columns, else it is taken as the last one that had the
 *         same columns, else names are guessed for a person to look at.
 * Errors  a file that cannot be taken is an answer; of several, its name is the field.
 */
import {
  type FieldProblem,
  fieldProblem,
  type InvoiceColumns,
  type InvoiceFormat,
  type RememberedInvoice,
  type TakenColumns,
} from "@ratecard/contract";
import { recogniseFormat } from "@ratecard/usage";
import { amountIn, textIn } from "./cell-values";
import { readerOf, recogniseInvoice, zoneOf } from "./formats/invoice-formats";
import { guessInvoiceColumns, NEEDED_FIELDS, readMapped } from "./formats/mapped-columns";
import { flatNames, type InvoicePart, noTextProblem, type OpenPart, openPart } from "./invoice-parts";
import { partColumns } from "./part-columns";
import { type SummedInvoice, sumUpParts } from "./sum-parts";

export type InvoiceChoice = Readonly<{
  columns?: InvoiceColumns | undefined;
  /** Whether a comma is before the decimals; undefined: as the first row looks. */
  isComma?: boolean | undefined;
  /** How files were taken before, newest first. */
  remembered?: readonly RememberedInvoice[] | undefined;
}>;

export type OpenedInvoice =
  | Readonly<{
      ok: true;
      format: InvoiceFormat;
      /** The last one of its kind; null: there was none. */
      remembered: RememberedInvoice | null;
      names: readonly string[];
      columns: InvoiceColumns;
      isComma: boolean;
      /** Of its days, where nobody says another. */
      zone: string;
      /** null: the file is known. */
      taken: TakenColumns | null;
      example: Readonly<Record<string, unknown>>;
      /** Reads all parts, once. */
      sumUp: () => Promise<SummedInvoice | Readonly<{ problem: FieldProblem }>>;
    }>
  | Readonly<{ ok: false; problem: FieldProblem }>;

export async function openInvoice(parts: readonly InvoicePart[], choice: InvoiceChoice = {}): Promise<OpenedInvoice> {
  const [one, ...others] = parts;
  if (one === undefined) return { ok: false, problem: fieldProblem("", "no-invoice-line") };
  const ofPart = ({ name }: Pick<InvoicePart, "name">, problem: FieldProblem): OpenedInvoice => ({
    ok: false,
    problem: others.length === 0 ? problem : { ...problem, field: name },
  });
  for (const part of parts) {
    const problem = noTextProblem(part);
    if (problem) return ofPart(part, problem);
  }
  const first = await openPart(one);
  return first.problem ? ofPart(one, first.problem) : openFirst(first, others, choice);
}

/** Its format, and how its columns are taken, are those of all parts. */
function openFirst(first: OpenPart, others: readonly InvoicePart[], choice: InvoiceChoice): OpenedInvoice {
  const { names, example } = first;
  const known = choice.columns ? null : recogniseInvoice(flatNames(first));
  const format = known ?? "columns";
  const remembered = rememberedOf(format, names, choice.remembered ?? []);
  const columns = known ? {} : columnsOf(choice, remembered, names);
  const isComma = choice.isComma ?? remembered?.taken?.isComma ?? looksLikeComma(columns, example);
  const read = known ? readerOf(known) : readMapped(columns, isComma);
  const sumUp = async () => {
    const problem = known ? null : missingProblem(columns, names, choice.columns !== undefined);
    if (problem) return { problem };
    return sumUpParts(first, others, { read, columns: partColumns(first, { format, columns }) });
  };
  const taken = known ? null : { columns: onlyTaken(columns), isComma };
  const zone = zoneOf(format, names);
  return { ok: true, format, remembered, names, columns, isComma, zone, taken, example, sumUp };
}

const columnsOf = (
  { columns }: InvoiceChoice,
  remembered: RememberedInvoice | null,
  names: readonly string[],
): InvoiceColumns => columns ?? remembered?.taken?.columns ?? guessInvoiceColumns(names);

const onlyTaken = (columns: InvoiceColumns): TakenColumns["columns"] =>
  Object.fromEntries(Object.entries(columns).flatMap(([name, field]) => (field ? [[name, field]] : [])));

/** A file whose columns were mapped is like another that has all those that were taken. */
const rememberedOf = (
  format: InvoiceFormat,
  names: readonly string[],
  all: readonly RememberedInvoice[],
): RememberedInvoice | null =>
  all.find((each) => {
    if (each.format !== format) return false;
    if (format !== "columns") return true;
    return each.taken !== null && Object.keys(each.taken.columns).every((name) => names.includes(name));
  }) ?? null;

/** The table of AWS' Cost Explorer: "Service","Bedrock($)","EC2-Other($)","Total costs($)". */
const COST_EXPLORER = /^total costs? ?\(\$\)$/i;

/** Of a file whose columns do not tell a day, a model and a cost. */
function missingProblem(columns: InvoiceColumns, names: readonly string[], isChosen: boolean): FieldProblem | null {
  const missing = NEEDED_FIELDS.find((field) => !Object.values(columns).includes(field));
  if (missing === undefined) return null;
  if (isChosen) return fieldProblem(missing, "no-invoice-field", { field: missing });
  if (names.some((name) => COST_EXPLORER.test(name))) return fieldProblem("", "costs-by-column");
  const format = recogniseFormat(names);
  // LiteLLM's own logs have what it thinks they cost.
  const isUsage = format !== "columns" && !format.startsWith("litellm");
  return fieldProblem("", isUsage ? "usage-not-costs" : "unknown-invoice");
}

/** A comma and digits at the end, as `1.234,56` or `0,5`. */
function looksLikeComma(columns: InvoiceColumns, example: Readonly<Record<string, unknown>>): boolean {
  const cost = Object.entries(columns).find(([, field]) => field === "cost")?.[0];
  const text = cost === undefined ? "" : textIn(example[cost]);
  return amountIn(text) === null && amountIn(text, true) !== null;
}
