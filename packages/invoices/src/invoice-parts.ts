/**
 * A file of an invoice: exports of large accounts come in several, each with the names of its columns.
 * Form    what `name` ends with says what it is; `.gz` behind it is taken off, for `chunks` are unpacked.
 */
import { type FieldProblem, fieldProblem, LONGEST_PLAIN_NAME } from "@ratecard/contract";
import { type Fields, type FileRow, readRows } from "@ratecard/usage";
import { digested } from "./digest";

export type InvoicePart = Readonly<{ name: string; chunks: AsyncIterable<string> }>;

export type OpenPart = Readonly<{
  name: string;
  /** Names of its columns; null: rows name their own. */
  header: readonly string[] | null;
  /** Of its header, or of its first row. */
  names: readonly string[];
  example: Fields;
  rows: AsyncIterable<FileRow>;
  /** Of its text, once its rows are read. */
  digest: () => string;
  /** What forbids to read any row. */
  problem: FieldProblem | null;
}>;

/** "cur-1.csv.gz and 4 more parts" */
export function nameOfParts(names: readonly string[]): string {
  const [first = "", ...others] = names;
  const more = others.length === 0 ? "" : ` and ${others.length} more ${others.length === 1 ? "part" : "parts"}`;
  return `${first.slice(0, LONGEST_PLAIN_NAME - more.length)}${more}`;
}

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

const unpackedName = (name: string): string => name.replace(/\.gz$/i, "");

export function noTextProblem({ name }: InvoicePart): FieldProblem | null {
  const kind = NO_TEXT[unpackedName(name).split(".").at(-1)?.toLowerCase() ?? ""];
  return kind === undefined ? null : fieldProblem("", "invoice-not-text", { kind });
}

export async function openPart({ name, chunks }: InvoicePart): Promise<OpenPart> {
  const file = digested(chunks);
  const choice = { isExact: true, hasPairsAbove: true };
  const { columns: header, rows } = await readRows(unpackedName(name), file.chunks, choice);
  const iterator = rows[Symbol.asyncIterator]();
  const first = await iterator.next();
  const example = first.done ? {} : (first.value.fields ?? {});
  const names = header ?? Object.keys(example);
  const problem = names.length === 0 ? (first.value?.problem ?? fieldProblem("", "no-invoice-line")) : null;
  return { name, header, names, example, rows: restOf(first, iterator), digest: file.digest, problem };
}

async function* restOf(first: IteratorResult<FileRow>, rest: AsyncIterator<FileRow>): AsyncGenerator<FileRow> {
  try {
    for (let next = first; !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** Names inside of objects too: `sku` with `description` is `sku.description`. */
export const flatNames = ({ names, example }: Pick<OpenPart, "names" | "example">): readonly string[] =>
  names.flatMap((name) => {
    const inner = example[name];
    const parts = typeof inner === "object" && inner !== null && !Array.isArray(inner) ? Object.keys(inner) : [];
    return [name, ...parts.map((part) => `${name}.${part}`)];
  });
