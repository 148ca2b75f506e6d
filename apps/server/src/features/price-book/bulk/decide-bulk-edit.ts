/**
 * What one change would do to many entries, row by row. The preview shows it, the save takes it.
 * Units   differences as entry-differences.ts. Errors: none thrown; a row that moved, is pinned or cannot take the change is an answer.
 */
import { type BulkChange, describePriceProblem, type PriceInput } from "@ratecard/contract";
import { type Decimal, parseDecimal } from "@ratecard/money";
import { type CostSettings, DEFAULT_MODEL, isSuspiciousMove, type Move, scaleTerms } from "@ratecard/pricing";
import { timingNotes } from "#server/batches/timing-notes";
import type { PriceToSave } from "#server/pricing/save-prices";
import { decidePrice } from "../decide-price";
import { type EntryDifference, entryDifferences } from "../entry-differences";
import { inputOfTerms } from "../input-of-terms";
import { type BulkTiming, isInForceAlready } from "./bulk-timing";
import type { StoredPrice } from "../rows";

/** `same`: already so. `kept`: the default entry cannot take this. `moved`: changed or deleted since it was read. */
export const BULK_OUTCOMES = ["changed", "same", "pinned", "kept", "moved", "refused"] as const;
export type BulkOutcome = (typeof BULK_OUTCOMES)[number];

export type FarMove = Readonly<{ field: string; move: Move }>;

export type BulkDecision = Readonly<{
  model: string;
  outcome: BulkOutcome;
  /** Only of what is changed. */
  price: PriceToSave | null;
  differences: readonly EntryDifference[];
  /** Prices that move 10 times or more, or to or from zero: they need a tick. */
  quarantine: readonly FarMove[];
  isAcknowledged: boolean;
  /** Why it is refused, or what was done beyond what was asked. */
  notes: readonly string[];
}>;

type BulkRow = Readonly<{ model: string; version: number; isAcknowledged: boolean }>;

export function decideBulkEdit(
  rows: readonly BulkRow[],
  standing: ReadonlyMap<string, StoredPrice>,
  change: BulkChange,
  settings: CostSettings,
  timing: BulkTiming,
): readonly BulkDecision[] {
  return rows
    .map((row) => decideRow(row, standing.get(row.model), change, settings, timing))
    .sort((a, b) => (a.model < b.model ? -1 : 1));
}

/** Rows that may not be written before somebody ticks them. */
export const untickedRows = (decisions: readonly BulkDecision[]): readonly BulkDecision[] =>
  decisions.filter(({ quarantine, isAcknowledged }) => quarantine.length > 0 && !isAcknowledged);

/** The factor of a multiplication, or why it is none. */
export function readFactor(text: string): Readonly<{ factor: Decimal } | { problem: string }> {
  const parsed = parseDecimal(text);
  if (!parsed.ok) return { problem: FACTOR_PROBLEM };
  return parsed.value.digits > 0n ? { factor: parsed.value } : { problem: FACTOR_PROBLEM };
}

const FACTOR_PROBLEM = "must be a decimal number above 0, as 1.2. To make entries free, set their prices to 0.";

function decideRow(
  row: BulkRow,
  stored: StoredPrice | undefined,
  change: BulkChange,
  settings: CostSettings,
  timing: BulkTiming,
): BulkDecision {
  const plain = (outcome: BulkOutcome, ...notes: string[]): BulkDecision => ({
    model: row.model,
    outcome,
    price: null,
    differences: [],
    quarantine: [],
    isAcknowledged: row.isAcknowledged,
    notes,
  });
  if (!stored) return plain("moved", "was deleted");
  const { view, terms } = stored;
  if (view.version !== row.version) return plain("moved");
  if (view.pinnedBy !== undefined) return plain("pinned", `Pinned by ${view.pinnedBy}.`);
  if (row.model === DEFAULT_MODEL && (change.kind === "deactivate" || change.kind === "provider")) return plain("kept");
  if (view.problem !== undefined) return plain("refused", `${view.problem} Edit it by itself.`);

  const asked = inputOf(stored, change);
  if ("problem" in asked) return plain("refused", asked.problem);
  const decided = decidePrice(row.model, stored, asked.input, "edit", settings);
  if (!decided.ok) return plain("refused", decided.issues.map(({ field, problem }) => `${field} ${problem}`).join(" "));
  if (decided.isUnchanged && isInForceAlready(view, timing)) return plain("same");
  const before = { ...view, terms, notes: view.notes ?? null };
  const differences = entryDifferences(before, decided.price);
  return {
    ...plain(
      "changed",
      ...asked.notes,
      ...decided.notices,
      ...timingNotes(timing.scheduled.get(row.model) ?? [], timing),
    ),
    price: decided.price,
    differences,
    quarantine: differences
      .filter(({ move }) => isSuspiciousMove(move))
      .map(({ field, move }): FarMove => ({ field, move })),
  };
}

type Asked = Readonly<{ input: PriceInput; notes: readonly string[] }> | Readonly<{ problem: string }>;

function inputOf(stored: StoredPrice, change: BulkChange): Asked {
  const asked = (input: PriceInput): Asked => ({ input, notes: [] });
  switch (change.kind) {
    case "set":
      return asked(change.prices);
    case "multiply":
      return multiplied(stored, change.factor);
    case "activate":
      return asked({ isActive: true });
    case "deactivate":
      return asked({ isActive: false });
    case "provider":
      return asked({ provider: change.provider });
  }
}

function multiplied({ terms }: StoredPrice, text: string): Asked {
  const read = readFactor(text);
  if ("problem" in read) return { problem: `The factor ${read.problem}` };
  const scaled = scaleTerms(terms, read.factor);
  if (!scaled.ok) return { problem: `Multiplied, a price ${describePriceProblem(scaled.problem)}` };
  return { input: inputOfTerms(scaled.terms), notes: scaled.isRounded ? [ROUNDED] : [] };
}

const ROUNDED = "Rounded to 6 decimals of a dollar per 1M tokens.";
