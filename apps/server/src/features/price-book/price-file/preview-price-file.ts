/**
 * A file shown before it is imported: how its columns are taken, each row before and after, the last 30 days at both prices.
 * Units   decimal strings in USD. Errors: INVALID_INPUT for what is no file of prices at all; nothing is written.
 */
import type { PreviewPriceFile } from "@ratecard/contract";
import type { QuarantineReason } from "@ratecard/discovery";
import type { ActingContext } from "#server/services/context";
import { impactByEntry, type TotalImpact } from "#server/impact/impact-by-entry";
import type { FieldProblem } from "#server/pricing/price-form";
import type { EntryDifference } from "../entry-differences";
import { badRowsCsv, cellText } from "./bad-rows-csv";
import { countOutcomes } from "./count-outcomes";
import { decidePriceFile } from "./decide-price-file";
import type { FileRow } from "./file-table";
import { type FileOutcome, isWriting, type RowDecision } from "./decide-price-list";
import { type FileAbout, openPriceFile } from "./open-price-file";
import type { PlannedColumn } from "./plan-columns";

export type PriceFileRow = Readonly<{
  /** Line of a CSV, item of a JSON array; from 1. */
  number: number;
  place: string;
  model: string;
  outcome: FileOutcome;
  /** The version the decision was made on; null: there is no entry. */
  version: number | null;
  effectiveFrom: string | null;
  differences: readonly EntryDifference[];
  quarantine: readonly QuarantineReason[];
  notices: readonly string[];
  issues: readonly FieldProblem[];
}>;

export type PriceFilePreview = Readonly<{
  /** What the file was recognised as, and what of it has no price. */
  file: FileAbout;
  columns: readonly (PlannedColumn & Readonly<{ example: string }>)[];
  /** Of the columns and the unit. While there are any, there are no rows. */
  problems: readonly FieldProblem[];
  counts: Readonly<Record<FileOutcome, number>>;
  rows: readonly PriceFileRow[];
  impact: TotalImpact;
  /** The bad rows as they were, with their reasons; null: there are none. */
  badRows: string | null;
}>;

export async function previewPriceFile(
  ctx: ActingContext,
  { text, format, columns = {}, ...choices }: PreviewPriceFile,
): Promise<PriceFilePreview> {
  const file = openPriceFile({ text, format });
  const rules = { ...choices, columns, otherwise: null, unknown: "guess" } as const;
  const { table, plan, decisions } = await decidePriceFile(ctx, file, rules);
  const edits = new Map(decisions.filter(isWriting).map(({ model, price }) => [model, price]));
  const { total: impact } = await impactByEntry(ctx, edits);
  return {
    file: file.about,
    columns: plan.columns.map((column) => ({ ...column, example: exampleOf(table.rows, column.name) })),
    problems: plan.problems,
    counts: countOutcomes(decisions),
    rows: decisions.map(shown),
    impact,
    badRows: badRowsCsv(table.columns, decisions),
  };
}

function shown(decision: RowDecision): PriceFileRow {
  const { row, model, outcome } = decision;
  const { place, number } = row;
  if (decision.outcome === "bad") {
    const nothing = { version: null, effectiveFrom: null, differences: [], quarantine: [], notices: [] };
    return { number, place, model, outcome, ...nothing, issues: decision.issues };
  }
  const { version, effectiveFrom, differences, quarantine, notices } = decision;
  return { number, place, model, outcome, version, effectiveFrom, differences, quarantine, notices, issues: [] };
}

const LONGEST_EXAMPLE = 60;

/** The first cell that says something. */
function exampleOf(rows: readonly FileRow[], column: string): string {
  const filled = rows.find(({ cells }) => cellText(cells[column]).trim() !== "");
  return cellText(filled?.cells[column]).slice(0, LONGEST_EXAMPLE);
}
