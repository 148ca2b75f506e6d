/** A change as it travels. Units: USD per 1,000,000 tokens and USD per request, decimal text. */
import {
  type EntryDifference,
  type HeldReason,
  isWriting,
  type Outcome,
  OUTCOMES,
  type Refusal,
} from "@ratecard/changes";
import type { ChangeKind } from "@ratecard/contract";
import type { PricingSource } from "@ratecard/pricing";
import type { EntryImpact, TotalImpact } from "#server/impact/impact-of-edits";
import type { FilePlan } from "./change-source";
import type { BaseJson, DecidedRow } from "./decide-changes";

export type ChangeRowJson = Readonly<{
  model: string;
  /** Of an entry that is renamed. */
  newModel: string | null;
  provider: string | null;
  outcome: Outcome;
  refusal: Refusal | null;
  differences: readonly EntryDifference[];
  /** Why it is written only when somebody chose this very row. */
  held: readonly HeldReason[];
  notes: readonly string[];
  /** When it begins, ISO 8601; null: now. */
  from: string | null;
  /** The default price, which stands for one. */
  isPlaceholder: boolean;
  /** What prices the name until then. */
  rungBefore: PricingSource;
  /** To be sent back when the row is to be written; null: nothing is written. */
  seen: string | null;
  /** Of requests of the last 30 days that the entry prices, or priced; null: none. */
  impact: EntryImpact | null;
  /** "line 7": where it stands in a file. */
  place: string | null;
  base: BaseJson | null;
  bases: readonly BaseJson[];
}>;

export type ChangeSet = Readonly<{
  kind: ChangeKind;
  counts: Readonly<Record<Outcome, number>>;
  /** Rows to be written that are held. */
  heldCount: number;
  rows: readonly ChangeRowJson[];
  /** Of all rows that could be written, at old and new prices; null: they were written. */
  impact: TotalImpact | null;
  file: FilePlan | null;
  /** null: nothing was written. */
  batchId: string | null;
}>;

type Answer = Pick<ChangeSet, "kind" | "impact" | "file" | "batchId"> &
  Readonly<{ impacts?: ReadonlyMap<string, EntryImpact> }>;

export const changeSet = (decided: readonly DecidedRow[], { impacts, ...answer }: Answer): ChangeSet => ({
  ...answer,
  counts: countOutcomes(decided),
  heldCount: decided.filter(({ decision }) => isWriting(decision) && decision.held.length > 0).length,
  rows: decided.map((each) => rowJson(each, impacts?.get(each.row.model) ?? null)),
});

export function countOutcomes(decided: readonly DecidedRow[]): Record<Outcome, number> {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { decision } of decided) counts[decision.outcome] += 1;
  return counts;
}

function rowJson({ row, decision, rungBefore, seen }: DecidedRow, impact: EntryImpact | null): ChangeRowJson {
  const { draft, refusal = null } = decision;
  return {
    model: row.model,
    newModel: draft !== null && draft.model !== row.model ? draft.model : null,
    provider: draft?.provider ?? null,
    outcome: decision.outcome,
    refusal,
    differences: decision.differences,
    held: decision.held,
    notes: decision.notes,
    from: decision.from,
    isPlaceholder: draft?.isPlaceholder ?? false,
    rungBefore,
    seen,
    impact,
    place: row.place ?? null,
    base: row.base ?? null,
    bases: row.bases ?? [],
  };
}
