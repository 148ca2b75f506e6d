/**
 * A file against the price book as it stands, without writing.
 * Errors  INVALID_INPUT for a file that is no list of prices at all; what is wrong with its columns or rows is an answer.
 */
import { MOST_FILE_ROWS, PRICE_COLUMNS, type PriceFileFormat } from "@ratecard/contract";
import { inSlices } from "#server/batches/in-slices";
import type { ActingContext } from "#server/services/context";
import type { FieldProblem } from "#server/pricing/price-form";
import { secondReference } from "#server/pricing/second-reference";
import { findPrices, type StoredPrice } from "../rows";
import { findScheduled } from "../version-rows";
import { decidePriceList, type RowDecision } from "./decide-price-list";
import { type FileTable, refuseFile } from "./file-table";
import { type ColumnPlan, type ColumnRules, planColumns } from "./plan-columns";
import { readCsvTable } from "./read-csv-table";
import { readJsonTable } from "./read-json-table";
import { readPriceList } from "./read-price-list";

export type PriceFile = Readonly<{ text: string; format: PriceFileFormat }>;
/** `effectiveFrom` is for rows that do not say it; null: from now. */
export type FileRules = ColumnRules & Readonly<{ effectiveFrom: string | null }>;

export type DecidedFile = Readonly<{
  table: FileTable;
  plan: ColumnPlan;
  /** Empty while the plan has problems. */
  decisions: readonly RowDecision[];
  entries: ReadonlyMap<string, StoredPrice>;
}>;

export async function decidePriceFile(ctx: ActingContext, file: PriceFile, rules: FileRules): Promise<DecidedFile> {
  const table = readTable(file);
  const plan = withModel(table, planColumns(table.columns, rules), rules);
  if (plan.problems.length > 0) return { table, plan, decisions: [], entries: new Map() };
  const at = ctx.clock().getTime();
  const { book, catalog, settings } = ctx.prices.now();
  const [stored, scheduled, second] = await Promise.all([
    findPrices(ctx.db.pool),
    findScheduled(ctx.db.pool),
    secondReference(catalog, at),
  ]);
  const entries = new Map(stored.map((price) => [price.view.model, price]));
  const items = readPriceList(table, plan, rules.effectiveFrom);
  const judge = { book, catalog, second, at };
  const decisions = await inSlices(decidePriceList(items, { entries, scheduled, settings, judge }));
  return { table, plan, decisions: decisions.map((row) => inWordsOfFile(row, plan)), entries };
}

function readTable({ text, format }: PriceFile): FileTable {
  const table = format === "csv" ? readCsvTable(text) : readJsonTable(text);
  const { length } = table.rows;
  if (length === 0)
    throw refuseFile("holds no price. Send at least one, in CSV under a first line that names the columns.");
  if (length > MOST_FILE_ROWS)
    throw refuseFile(`has ${length} rows, more than the ${MOST_FILE_ROWS} of one import. Split the file.`);
  return table;
}

/** A column nobody knows is refused for a CSV as a whole; of a JSON item it is that item's own mistake. */
function withModel({ format }: FileTable, plan: ColumnPlan, { unknown }: FileRules): ColumnPlan {
  if (format === "json" && unknown === "leave") return plan;
  const known = `Known ones: ${PRICE_COLUMNS.join(", ")}.`;
  const problems = [
    ...(plan.columns.some(({ field }) => field === "model")
      ? []
      : [`has no column "model". The first line names the columns. ${known}`]),
    ...plan.unknown
      .slice(0, 1)
      .map((name) => `has the unknown column "${name}". Map it (columns), or leave it out. ${known}`),
  ].map((problem) => ({ field: "body", problem }));
  return { ...plan, problems: [...plan.problems, ...problems] };
}

/** Problems under the column's own name, which is what the person has before them. */
function inWordsOfFile(decision: RowDecision, { columns }: ColumnPlan): RowDecision {
  if (decision.outcome !== "bad") return decision;
  const named = ({ field, problem }: FieldProblem): FieldProblem => {
    const [head = ""] = /^\w+/.exec(field) ?? [];
    const column = columns.find((one) => one.field === head);
    return { field: column ? column.name + field.slice(head.length) : field, problem };
  };
  return { ...decision, issues: decision.issues.map(named) };
}
