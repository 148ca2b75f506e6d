/**
 * Imports a file of prices as one named batch: all of it or nothing, unless bad rows are to be skipped. Again changes nothing.
 * Errors  INVALID_INPUT names bad rows, and rows that move far and were not accepted; VERSION_MOVED when somebody edited meanwhile.
 */
import { randomUUID } from "node:crypto";
import type { ActingContext } from "#server/services/context";
import { impactByEntry, type TotalImpact } from "#server/impact/impact-by-entry";
import type { FieldProblem } from "#server/pricing/price-form";
import { write } from "#server/write/write";
import { rowsMoved } from "../bulk/refuse-bulk-edit";
import { describeHold } from "@ratecard/contract";
import { type DecidedFile, decidePriceFile, type FileRules, type PriceFile } from "./decide-price-file";
import { type FileOutcome, type GoodRow, isWriting, type RowDecision } from "./decide-price-list";
import { badRows, farRows, filePlan } from "./price-file-refusals";
import { savePriceFile } from "./save-price-file";
import { countOutcomes } from "./count-outcomes";

export type ImportOrder = Readonly<{
  dryRun: boolean;
  skipBad: boolean;
  /** Names whose prices may move far. */
  acceptFar: "all" | ReadonlySet<string>;
  /** What was shown of the rows before somebody confirmed them; null: nothing was shown. */
  seen: ReadonlyMap<string, number | null> | null;
  /** The batch's; null: after the number of its prices. */
  name: string | null;
}>;

export type PriceImport = Readonly<{
  dryRun: boolean;
  /** Of a dry run: the requests of the last 30 days at old and new prices, USD. */
  impact?: TotalImpact;
  /** null: nothing was written. */
  batchId: string | null;
  added: number;
  changed: number;
  unchanged: number;
  bad: number;
  /** Rows that need to be accepted by their names. */
  far: number;
  /** Everything but the unchanged. */
  items: readonly Readonly<{
    place: string;
    model: string;
    outcome: FileOutcome;
    notices?: readonly string[];
    issues?: readonly FieldProblem[];
    /** Why the row must be accepted by its name. */
    far?: readonly string[];
  }>[];
}>;

export async function importPrices(
  ctx: ActingContext,
  file: PriceFile,
  rules: FileRules,
  order: ImportOrder,
): Promise<PriceImport> {
  const decided = await decidePriceFile(ctx, file, rules);
  if (decided.plan.problems.length > 0) throw filePlan(decided.plan.problems);
  const { decisions } = decided;
  if (order.dryRun) {
    const edits = new Map(decisions.filter(isWriting).map(({ model, price }) => [model, price]));
    return { ...reportOf(decisions, order.dryRun, null), impact: (await impactByEntry(ctx, edits)).total };
  }
  refuse(decided, order);
  const rows = decisions.filter(isWriting);
  if (rows.length === 0) return reportOf(decisions, order.dryRun, null);

  const batchId = randomUUID();
  const { bad, unchanged, ...written } = countOutcomes(decisions);
  const name = order.name ?? `File of ${rows.length} ${rows.length === 1 ? "price" : "prices"}`;
  const batch = { id: batchId, name, skippedCount: bad + unchanged };
  const details = () => ({ batchId, ...written, skipped: bad });
  const entry = { action: "prices.import", subject: name, reason: name, source: "import", batchId, details } as const;
  await write(ctx, entry, (tx) => savePriceFile(ctx, tx, batch, rows));
  await ctx.prices.refresh();
  return reportOf(decisions, order.dryRun, batchId);
}

function refuse({ decisions, entries }: DecidedFile, { skipBad, acceptFar, seen }: ImportOrder): void {
  const bad = decisions.filter((row) => row.outcome === "bad");
  if (bad.length > 0 && !skipBad) throw badRows(bad);
  const writing = decisions.filter(isWriting);
  const moved = seen ? writing.filter(({ model, version }) => seen.get(model) !== version) : [];
  if (moved.length > 0)
    throw rowsMoved(
      moved.map(({ model }) => model),
      entries,
    );
  const far = writing.filter((row) => needsAccept(row) && acceptFar !== "all" && !acceptFar.has(row.model));
  if (far.length > 0) throw farRows(far);
}

const needsAccept = ({ quarantine }: GoodRow): boolean => quarantine.length > 0;

const reportOf = (decisions: readonly RowDecision[], dryRun: boolean, batchId: string | null): PriceImport => ({
  dryRun,
  batchId,
  ...countOutcomes(decisions),
  far: decisions.filter((row) => isWriting(row) && needsAccept(row)).length,
  items: decisions.filter(({ outcome }) => outcome !== "unchanged").map(itemOf),
});

function itemOf(decision: RowDecision): PriceImport["items"][number] {
  const { row, model, outcome } = decision;
  const item = { place: row.place, model, outcome };
  if (decision.outcome === "bad") return { ...item, issues: decision.issues };
  const { notices, quarantine } = decision;
  return {
    ...item,
    ...(notices.length > 0 && { notices }),
    ...(quarantine.length > 0 && { far: quarantine.map(describeHold) }),
  };
}
