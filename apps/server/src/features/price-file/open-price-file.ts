/**
 * Recognises a file of prices by what is in it: rows of ours or of a sheet, or the file of another program.
 * Errors  INVALID_INPUT for what is no file of prices; never with words of a config, which holds keys.
 */
import { fieldProblem, foundProblem, LONGEST_PASTE, MOST_FILE_ROWS, type PriceFileFormat } from "@ratecard/contract";
import {
  type ForeignPrice,
  type ForeignPriceFile,
  looksLikeConfig,
  PRICE_FILE_TITLES,
  readForeignJson,
  readForeignYaml,
  type UnpricedName,
} from "@ratecard/discovery";
import { DomainError } from "#server/errors/domain-error";
import { readJsonText } from "#server/rest/read-body-chunks";
import { refuseManyItems, tooManyRows } from "./file-size";
import { type FileRow, type FileTable, refusedFile } from "./file-table";
import { readCsvTable } from "./read-csv-table";

export type FileText = Readonly<{ text: string; format: PriceFileFormat }>;

export type FileAbout = Readonly<{
  /** What it was recognised as: "CSV", "LiteLLM price map". */
  title: string;
  /** Of another program: its units are known, and nothing of it is mapped. */
  isForeign: boolean;
  /** Rows of a sheet; models of another program's file, with and without a price, those of two providers apart. */
  models: number;
  leftOut: readonly UnpricedName[];
  /** What must be known of all its prices; null: nothing. */
  remark: string | null;
  /** Whose prices it lists, in its own words; empty for a sheet. */
  providers: readonly Readonly<{ name: string; models: number }>[];
}>;

export type OpenedFile = Readonly<{ about: FileAbout }> &
  (Readonly<{ table: FileTable }> | Readonly<{ format: PriceFileFormat; prices: readonly ForeignPrice[] }>);

/** As it came, or opened already. */
export type PriceFile = FileText | OpenedFile;

export function openPriceFile(file: PriceFile): OpenedFile {
  if ("about" in file) return file;
  const { text, format } = file;
  if (format === "yaml" || (format === "csv" && looksLikeConfig(text))) return openYaml(text);
  if (format === "csv") return sheet("CSV", readCsvTable(text));
  refuseManyItems(text);
  if (!/^\uFEFF?\s*\{/.test(text)) return sheet("JSON list", readJsonTable(text));
  const read = readForeignJson(text);
  if (read) return foreign(read, "json");
  readJsonText(text, "text");
  throw refusedFile("unknown-object", { titles: PRICE_FILE_TITLES });
}

function openYaml(text: string): OpenedFile {
  if (text.length > LONGEST_PASTE) throw refusedFile("yaml-too-long", { most: LONGEST_PASTE });
  const read = readForeignYaml(text);
  if ("problem" in read) throw new DomainError("INVALID_INPUT", { issues: [foundProblem("body", read.problem)] });
  if (!read.file) throw refusedFile("yaml-without-models");
  return foreign(read.file, "yaml");
}

function sheet(title: string, table: FileTable): OpenedFile {
  const { length } = table.rows;
  if (length === 0) throw refusedFile("no-price-in-file");
  return { about: { title, isForeign: false, models: length, leftOut: [], remark: null, providers: [] }, table };
}

function foreign({ title, prices, leftOut, remark }: ForeignPriceFile, format: PriceFileFormat): OpenedFile {
  if (prices.length === 0) throw refusedFile("no-price-in-foreign-file", { title, ...exampleOf(leftOut) });
  const sold = new Map<string, number>();
  for (const { seller } of prices) if (seller !== undefined) sold.set(seller, (sold.get(seller) ?? 0) + 1);
  const providers = [...sold].map(([name, count]) => ({ name, models: count }));
  const models = new Set([
    ...prices.map(({ seller, model }) => `${seller} ${model}`),
    ...leftOut.map(({ model }) => model),
  ]);
  const about = {
    title,
    isForeign: true,
    models: models.size,
    leftOut,
    remark: remark ?? null,
    providers,
  };
  return { about, format, prices };
}

const exampleOf = ([first]: readonly UnpricedName[]) => (first ? { example: `${first.model} ${first.reason}` } : {});

/** A JSON array of prices. Errors: INVALID_INPUT for what is no list; an item that is no object is an answer. */
function readJsonTable(text: string): FileTable {
  if (!/^\uFEFF?\s*\[/.test(text)) throw refusedFile("not-a-price-list");
  const list = readJsonText(text, "text");
  if (!Array.isArray(list)) throw refusedFile("not-a-price-list");
  if (list.length > MOST_FILE_ROWS) throw tooManyRows();
  const rows = list.map(rowOf);
  const columns = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  return { format: "json", columns, rows };
}

function rowOf(item: unknown, index: number): FileRow {
  const row = { place: `item ${index + 1}`, number: index + 1 };
  const isObject = typeof item === "object" && item !== null && !Array.isArray(item) && !("isLosslessNumber" in item);
  if (isObject) return { ...row, cells: Object.fromEntries(Object.entries(item)) };
  return { ...row, cells: {}, problem: fieldProblem("", "not-a-file-item") };
}
