/**
 * The prices of an opened file under the choices of a person: columns, unit, decimals, providers.
 * Errors  problems of the choices are an answer, and then there are no prices; a row that is none says why.
 */
import {
  type DecimalSign,
  type FieldProblem,
  fieldProblem,
  foundProblem,
  MOST_FILE_ROWS,
  NamedPriceInput,
  PRICE_COLUMNS,
} from "@ratecard/contract";
import { type ForeignPrice, onePricePerName } from "@ratecard/discovery";
import { termsToJson } from "@ratecard/pricing";
import { invalidInput } from "#server/errors/invalid-input";
import { tooManyRows } from "./file-size";
import type { FileRow, FileTable } from "./file-table";
import type { FileAbout, OpenedFile } from "./open-price-file";
import { type ColumnPlan, type ColumnRules, planColumns } from "./plan-columns";
import { type PriceItem, readPriceList } from "./read-price-list";

export type FileRules = ColumnRules &
  Readonly<{
    /** A point if missing. */
    decimals?: DecimalSign | undefined;
    /** Everybody's prices if missing or empty. */
    providers?: readonly string[] | undefined;
  }>;

export type PricesOfFile = Readonly<{
  table: FileTable;
  plan: ColumnPlan;
  /** Empty while the plan has problems. */
  items: readonly PriceItem[];
}>;

export function readPriceFile(file: OpenedFile, rules: FileRules): PricesOfFile {
  const problems = choiceProblems(file.about, rules);
  if ("table" in file) {
    const { table } = file;
    const read = withModel(table, planColumns(table.columns, rules), rules);
    const plan = { ...read, problems: [...problems, ...read.problems] };
    const items = plan.problems.length > 0 ? [] : readPriceList(table, plan, rules.decimals);
    return { table, plan, items };
  }
  const plan = planColumns([], { ...rules, unit: null });
  const prices = onePricePerName(file.prices, rules.providers ?? []);
  if (prices.length > MOST_FILE_ROWS) throw tooManyRows();
  const items = prices.map(itemOf);
  const table = { format: file.format, columns: ["model", "provider"], rows: items.map(({ row }) => row) };
  const all = [...problems, ...plan.problems];
  return { table, plan: { ...plan, problems: all }, items: all.length > 0 ? [] : items };
}

/** A choice that cannot be followed is a wish nobody would fulfil. */
function choiceProblems({ title, isForeign, providers }: FileAbout, rules: FileRules): readonly FieldProblem[] {
  const known = new Set(providers.map(({ name }) => name));
  const stranger = rules.providers?.find((name) => !known.has(name));
  const problems: FieldProblem[] = [];
  if (stranger !== undefined && isForeign && known.size > 0)
    problems.push(fieldProblem("provider", "no-such-seller", { seller: stranger, sellers: listOf(known) }));
  else if (stranger !== undefined) problems.push(fieldProblem("provider", "no-sellers", { title }));
  if (isForeign && rules.unit !== null) problems.push(fieldProblem("unit", "unit-known", { title }));
  if (isForeign && rules.decimals === "comma") problems.push(fieldProblem("decimals", "decimals-known", { title }));
  return problems;
}

const MOST_LISTED = 20;

function listOf(names: ReadonlySet<string>): string {
  const more = names.size - MOST_LISTED;
  return `${[...names].slice(0, MOST_LISTED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** A column nobody knows is refused for a CSV as a whole; of a JSON item it is that item's own mistake. */
function withModel({ format }: FileTable, plan: ColumnPlan, { unknown }: FileRules): ColumnPlan {
  if (format === "json" && unknown === "leave") return plan;
  const known = PRICE_COLUMNS;
  const problems = [
    ...(plan.columns.some(({ field }) => field === "model")
      ? []
      : [fieldProblem("body", "no-model-column", { known })]),
    ...plan.unknown.slice(0, 1).map((column) => fieldProblem("body", "unknown-column", { column, known })),
  ];
  return { ...plan, problems: [...plan.problems, ...problems] };
}

function itemOf(price: ForeignPrice): PriceItem {
  const { number, model, provider } = price;
  const place = `entry ${number}${model === "" ? "" : ` (${model})`}`;
  const row: FileRow = { place, number, cells: { model, provider: provider ?? "" } };
  if ("problems" in price) {
    const issues = price.problems.map(({ field, ...problem }) => foundProblem(field, problem));
    return { row, model, ok: false, issues };
  }
  const parsed = NamedPriceInput.safeParse({ model, provider, ...termsToJson(price.terms) });
  return parsed.success
    ? { row, model, ok: true, input: parsed.data }
    : { row, model, ok: false, issues: invalidInput(parsed.error).details.issues };
}
