/**
 * One change of many entries as rows of a change.
 * Units   decimal text as an edit has it. Errors: INVALID_INPUT for a factor that is none; an entry that cannot take the change says why.
 */
import type { BulkChange, ChangeSource as ChangeSourceInput, FieldProblem } from "@ratecard/contract";
import { type Decimal, parseDecimal } from "@ratecard/money";
import type { ChangeSource } from "#server/changes/change-source";
import type { SourceRow } from "#server/changes/decide-changes";
import type { Reading } from "#server/changes/reading";
import { draftOfInput } from "#server/entries/draft-of-input";
import { refusedField } from "#server/errors/domain-error";
import { bulkEdit } from "./bulk-edit";

type BulkInput = Extract<ChangeSourceInput, { kind: "bulk-edit" }>;

export function bulkSource({ change, models }: BulkInput): ChangeSource {
  const factor = change.kind === "multiply" ? readFactor(change.factor) : undefined;
  return {
    kind: "bulk-edit",
    batchKind: "bulk-edit",
    action: "prices.bulk-edit",
    nameFor: (count) => `Edit of ${count} ${count === 1 ? "price" : "prices"}`,
    details: { change },
    rows: (reading) => [...new Set(models)].sort().map((model) => rowOf(model, change, factor, reading)),
  };
}

function readFactor(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (parsed.ok && parsed.value.digits > 0n) return parsed.value;
  throw refusedField("change.factor", "not-a-factor");
}

function rowOf(model: string, change: BulkChange, factor: Decimal | undefined, reading: Reading): SourceRow {
  const plain = { model, draft: null, from: null };
  const refused = (problems: readonly FieldProblem[]): SourceRow => ({
    ...plain,
    refusal: { code: "fields", problems },
  });
  const entry = reading.editedAt(model, null);
  if (!entry) return { ...plain, refusal: { code: "no-entry" } };
  if (entry.problem !== undefined) return { ...plain, refusal: { code: "unreadable", problem: entry.problem } };
  const { settings } = reading.prices;
  const edit = bulkEdit(entry.terms, change, factor, settings);
  if ("problems" in edit) return refused(edit.problems);
  const read = draftOfInput(model, entry, edit.input, "edit", settings);
  return read.ok ? { ...plain, draft: read.draft, notes: [...edit.notes, ...read.notices] } : refused(read.issues);
}
