/**
 * A file against the price book as it stands, without writing.
 * Errors  what is wrong with its columns or rows is an answer.
 */
import { inSlices } from "#server/batches/in-slices";
import type { ActingContext } from "#server/services/context";
import type { FieldProblem } from "#server/pricing/price-form";
import { secondReference } from "#server/pricing/second-reference";
import { findPrices, type StoredPrice } from "../rows";
import { findScheduled } from "../version-rows";
import { decidePriceList, type RowDecision } from "./decide-price-list";
import type { FileTable } from "./file-table";
import { openPriceFile, type PriceFile } from "./open-price-file";
import type { ColumnPlan } from "./plan-columns";
import { type FileRules, readPriceFile } from "./read-price-file";

export type { FileRules, PriceFile };

export type DecidedFile = Readonly<{
  table: FileTable;
  plan: ColumnPlan;
  /** Empty while the plan has problems. */
  decisions: readonly RowDecision[];
  entries: ReadonlyMap<string, StoredPrice>;
}>;

export async function decidePriceFile(ctx: ActingContext, file: PriceFile, rules: FileRules): Promise<DecidedFile> {
  const { table, plan, items } = readPriceFile(openPriceFile(file), rules);
  if (plan.problems.length > 0) return { table, plan, decisions: [], entries: new Map() };
  const at = ctx.clock().getTime();
  const { book, catalog, settings } = ctx.prices.now();
  const [stored, scheduled, second] = await Promise.all([
    findPrices(ctx.db.pool),
    findScheduled(ctx.db.pool),
    secondReference(catalog, at),
  ]);
  const entries = new Map(stored.map((price) => [price.view.model, price]));
  const judge = { book, catalog, second, at };
  const decisions = await inSlices(decidePriceList(items, { entries, scheduled, settings, judge }));
  return { table, plan, decisions: decisions.map((row) => inWordsOfFile(row, plan)), entries };
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
