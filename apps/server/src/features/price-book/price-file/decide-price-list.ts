/**
 * What importing a file would do, row by row: the preview shows it, the save takes it.
 * Units   differences as entry-differences.ts. Errors: none thrown; a bad row says why. Two rows of one name are both bad.
 */
import type { QuarantineReason } from "@ratecard/discovery";
import { type CostSettings, DEFAULT_MODEL, normalisedKey } from "@ratecard/pricing";
import type { FieldProblem } from "#server/pricing/price-form";
import type { PriceToSave } from "#server/pricing/save-prices";
import { decidePrice, saysTheSame } from "../decide-price";
import { type EntryDifference, entryDifferences } from "../entry-differences";
import type { StoredPrice } from "../rows";
import type { StoredVersion } from "../version-rows";
import type { FileRow } from "./file-table";
import { farMoves, type JudgedBy } from "./price-judge";
import type { PriceItem } from "./read-price-list";

export const FILE_OUTCOMES = ["added", "changed", "unchanged", "bad"] as const;
export type FileOutcome = (typeof FILE_OUTCOMES)[number];

export type BadRow = Readonly<{ row: FileRow; model: string; outcome: "bad"; issues: readonly FieldProblem[] }>;
export type GoodRow = Readonly<{
  row: FileRow;
  model: string;
  outcome: Exclude<FileOutcome, "bad">;
  price: PriceToSave;
  effectiveFrom: string | null;
  /** The version the decision was made on; null: there was no entry. */
  version: number | null;
  notices: readonly string[];
  differences: readonly EntryDifference[];
  /** Why it must be accepted by its name before it is written. */
  quarantine: readonly QuarantineReason[];
}>;
export type RowDecision = GoodRow | BadRow;

export type Standing = Readonly<{
  entries: ReadonlyMap<string, StoredPrice>;
  /** Prices that are to come. */
  scheduled: ReadonlyMap<string, readonly StoredVersion[]>;
  settings: CostSettings;
  judge: JudgedBy;
}>;

export const isWriting = (row: RowDecision): row is GoodRow => row.outcome === "added" || row.outcome === "changed";

/** One at a time, so that a server can do other things in between. */
export function* decidePriceList(items: readonly PriceItem[], standing: Standing): Generator<RowDecision> {
  const seen = new Map<string, number>();
  const keys = new Map<string, Set<string>>();
  for (const { model } of items) {
    seen.set(model, (seen.get(model) ?? 0) + 1);
    const key = normalisedKey(model);
    keys.set(key, (keys.get(key) ?? new Set()).add(model));
  }
  for (const item of items) {
    if (item.ok && (seen.get(item.model) ?? 0) > 1)
      yield bad(item, "model", "is in this file more than once. Keep one row of it.");
    else yield withTwins(decideItem(item, standing), keys);
  }
}

const bad = ({ row, model }: PriceItem, field: string, problem: string): BadRow => ({
  row,
  model,
  outcome: "bad",
  issues: [{ field, problem }],
});

function decideItem(item: PriceItem, standing: Standing): RowDecision {
  const { row, model } = item;
  if (!item.ok) return { row, model, outcome: "bad", issues: item.issues };
  const existing = standing.entries.get(model) ?? null;
  const decision = decidePrice(model, existing, item.input, "replace", standing.settings);
  if (!decision.ok) return { row, model, outcome: "bad", issues: decision.issues };
  const { price, notices } = decision;
  const effectiveFrom = item.input.effectiveFrom ?? null;
  const isUnchanged = decision.isUnchanged || isScheduled(price, effectiveFrom, standing);
  const good = { row, model, price, effectiveFrom, version: existing?.view.version ?? null, notices };
  if (isUnchanged) return { ...good, outcome: "unchanged", differences: [], quarantine: [] };
  const refusal = refusalOf(existing, price);
  if (refusal) return bad(item, ...refusal);
  return {
    ...good,
    outcome: existing === null ? "added" : "changed",
    differences: differencesOf(existing, price),
    quarantine: farMoves(price, existing, standing.judge),
  };
}

/** Field and problem, when the entry may not be changed so. */
function refusalOf(existing: StoredPrice | null, price: PriceToSave): readonly [string, string] | undefined {
  const pinnedBy = existing?.view.pinnedBy;
  if (pinnedBy !== undefined)
    return ["model", `is pinned by ${pinnedBy}. Change it in that file, or leave the row out.`];
  if (price.model === DEFAULT_MODEL && !price.isActive)
    return ["isActive", "must be true: the default entry prices every unknown model and stays."];
  return undefined;
}

function differencesOf(existing: StoredPrice | null, price: PriceToSave): readonly EntryDifference[] {
  if (!existing) return entryDifferences({ ...price, terms: { rates: {} } }, price);
  const { view, terms } = existing;
  return entryDifferences({ ...view, terms, notes: view.notes ?? null }, price);
}

/** It is to come already, from that very instant: a second run of the same file. */
const isScheduled = (price: PriceToSave, from: string | null, { scheduled }: Standing): boolean =>
  from !== null &&
  (scheduled.get(price.model) ?? []).some(
    ({ view, terms }) => Date.parse(view.validFrom ?? "") === Date.parse(from) && saysTheSame(view, terms, price),
  );

/** Allowed, for the name as sent decides; but rarely meant. */
function withTwins(decision: RowDecision, keys: ReadonlyMap<string, ReadonlySet<string>>): RowDecision {
  if (decision.outcome === "bad") return decision;
  const twins = [...(keys.get(normalisedKey(decision.model)) ?? [])].filter((name) => name !== decision.model);
  if (twins.length === 0) return decision;
  const notice = `model differs only by dots from ${twins.join(", ")} in this file. Each prices its own name; for others it is chance.`;
  return { ...decision, notices: [...decision.notices, notice] };
}
