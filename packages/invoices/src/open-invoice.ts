/**
 * Opens an invoice or an export of costs: what it is, which columns it has and how they are taken; then its sums, read as a stream.
 * Form    `choice.columns` is what somebody chose; else the file is known by its columns, else it is taken as the last one that had the
 *         same columns, else names are guessed for a person to look at.
 * Errors  a file that cannot be taken is an answer; a line that cannot be read too, with its place: its money would be missing.
 */
import {
  type FieldProblem,
  fieldProblem,
  type InvoiceColumns,
  type InvoiceFormat,
  type RememberedInvoice,
  type InvoiceSum,
  type TakenColumns,
} from "@ratecard/contract";
import { formatDecimal } from "@ratecard/money";
import { type Fields, type FileRow, readRows, recogniseFormat } from "@ratecard/usage";
import { isProblem, isTotal, type ReadLines } from "./billed-line";
import { amountIn, textIn } from "./cell-values";
import { digested } from "./digest";
import { readerOf, recogniseInvoice, zoneOf } from "./formats/invoice-formats";
import { guessInvoiceColumns, NEEDED_FIELDS, readMapped } from "./formats/mapped-columns";
import { openCells } from "./formats/row-cells";
import { InvoiceSums } from "./invoice-sums";

export type InvoiceChoice = Readonly<{
  name: string;
  columns?: InvoiceColumns | undefined;
  /** Whether a comma is before the decimals; undefined: as the first row looks. */
  isComma?: boolean | undefined;
  /** How files were taken before, newest first. */
  remembered?: readonly RememberedInvoice[] | undefined;
}>;

export type UnreadLine = Readonly<{ place: string; problem: FieldProblem }>;

export type SummedInvoice = Readonly<{
  sums: readonly InvoiceSum[];
  /** Rows that bill something; of them those of other services, which are not compared. */
  lines: number;
  linesOfServices: number;
  /** Rows that bill nothing: without a cost, of a total, or the names of the columns once more. */
  unbilledLines: number;
  digest: string;
  /** null: the file does not say. */
  currency: string | null;
  /** What its lines add up to; of it what is no usage of a model, and what other services cost; and what the file says. null: it does not say. */
  total: string;
  besides: string;
  ofServices: string;
  statedTotal: string | null;
  /** The first of those that could not be read. */
  unread: readonly UnreadLine[];
  unreadCount: number;
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
      /** Reads the whole file, once. */
      sumUp: () => Promise<SummedInvoice | Readonly<{ problem: FieldProblem }>>;
    }>
  | Readonly<{ ok: false; problem: FieldProblem }>;

const MOST_SHOWN = 20;

/** By the end of its name, before anything of it is taken as text. */
const NO_TEXT: Readonly<Record<string, string>> = {
  pdf: "a PDF",
  xls: "an Excel file",
  xlsx: "an Excel file",
  ods: "an OpenDocument sheet",
  numbers: "a Numbers sheet",
  parquet: "a Parquet file",
  zip: "a ZIP archive",
};

const kindByName = (name: string): string | undefined => NO_TEXT[name.split(".").at(-1)?.toLowerCase() ?? ""];

export async function openInvoice(chunks: AsyncIterable<string>, choice: InvoiceChoice): Promise<OpenedInvoice> {
  const kind = kindByName(choice.name);
  return kind === undefined
    ? openText(chunks, choice)
    : { ok: false, problem: fieldProblem("", "invoice-not-text", { kind }) };
}

async function openText(chunks: AsyncIterable<string>, choice: InvoiceChoice): Promise<OpenedInvoice> {
  const file = digested(chunks);
  const { columns: header, rows } = await readRows(choice.name, file.chunks, { isExact: true, hasPairsAbove: true });
  const iterator = rows[Symbol.asyncIterator]();
  const first = await iterator.next();
  const example = first.done ? {} : (first.value.fields ?? {});
  const names = header ?? Object.keys(example);
  if (names.length === 0) return { ok: false, problem: problemOf(first) };
  const known = choice.columns ? null : recogniseInvoice(flatNames(names, example));
  const format = known ?? "columns";
  const remembered = rememberedOf(format, names, choice.remembered ?? []);
  const columns = known ? {} : columnsOf(choice, remembered, names);
  const isComma = choice.isComma ?? remembered?.taken?.isComma ?? looksLikeComma(columns, example);
  const read = known ? readerOf(known) : readMapped(columns, isComma);
  const sumUp = async () => {
    const problem = known ? null : missingProblem(columns, names, choice.columns !== undefined);
    if (problem) return { problem };
    return summed(restOf(first, iterator), { read, header, digest: file.digest });
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

const problemOf = ({ value }: IteratorResult<FileRow, undefined>): FieldProblem =>
  value?.problem ?? fieldProblem("", "no-invoice-line");

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

/** Names inside of objects too: `sku` with `description` is `sku.description`. */
const flatNames = (names: readonly string[], example: Readonly<Record<string, unknown>>): readonly string[] =>
  names.flatMap((name) => {
    const inner = example[name];
    const parts = typeof inner === "object" && inner !== null && !Array.isArray(inner) ? Object.keys(inner) : [];
    return [name, ...parts.map((part) => `${name}.${part}`)];
  });

/** A comma and digits at the end, as `1.234,56` or `0,5`. */
function looksLikeComma(columns: InvoiceColumns, example: Readonly<Record<string, unknown>>): boolean {
  const cost = Object.entries(columns).find(([, field]) => field === "cost")?.[0];
  const text = cost === undefined ? "" : textIn(example[cost]);
  return amountIn(text) === null && amountIn(text, true) !== null;
}

async function* restOf(first: IteratorResult<FileRow>, rest: AsyncIterator<FileRow>): AsyncGenerator<FileRow> {
  try {
    for (let next = first; !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** Parts of an export that were put together bring their columns along each. */
const isHeaderAgain = (fields: Fields | null, header: readonly string[] | null): boolean =>
  fields !== null && header !== null && header.every((name) => textIn(fields[name]) === name);

async function summed(
  rows: AsyncIterable<FileRow>,
  { read, header, digest }: Readonly<{ read: ReadLines; header: readonly string[] | null; digest: () => string }>,
): ReturnType<Extract<OpenedInvoice, { ok: true }>["sumUp"]> {
  const sums = new InvoiceSums();
  const cellsOf = openCells(header !== null);
  const unread: UnreadLine[] = [];
  let [rowCount, unreadCount] = [0, 0];
  let statedTotal: string | null = null;
  for await (const { place, fields, problem } of rows) {
    if (sums.isFull) break;
    rowCount += 1;
    const lines = fields === null ? problem : read(cellsOf(fields), fields);
    if (!isProblem(lines)) {
      if (isTotal(lines)) statedTotal = formatDecimal(lines.total.value);
      else sums.add(lines);
      continue;
    }
    if (isHeaderAgain(fields, header)) continue;
    unreadCount += 1;
    if (unread.length < MOST_SHOWN) unread.push({ place, problem: lines });
  }
  const problem = unreadCount > 0 && sums.lines === 0 ? (unread[0]?.problem ?? null) : sums.problem();
  if (problem) return { problem };
  const [currency = null] = sums.currencies;
  return {
    sums: sums.sums(),
    lines: sums.lines,
    linesOfServices: sums.linesOfServices,
    unbilledLines: rowCount - unreadCount - sums.lines,
    digest: digest(),
    currency,
    total: formatDecimal(sums.total),
    besides: formatDecimal(sums.besides),
    ofServices: formatDecimal(sums.ofServices),
    statedTotal,
    unread,
    unreadCount,
  };
}
