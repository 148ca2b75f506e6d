/**
 * One change of many entries as rows of a change.
 * Units   decimal text as an edit has it. Errors: INVALID_INPUT for a factor that is none; an entry that cannot take the change says why.
 */
import type { Entry } from "@ratecard/changes";
import {
  type BulkChange,
  type ChangeSource as ChangeSourceInput,
  describePriceProblem,
  type PriceInput,
} from "@ratecard/contract";
import { type Decimal, parseDecimal } from "@ratecard/money";
import { scaleTerms } from "@ratecard/pricing";
import type { ChangeSource } from "#server/changes/change-source";
import type { SourceRow } from "#server/changes/decide-changes";
import type { Reading } from "#server/changes/reading";
import { draftOfInput, inputOfTerms } from "#server/entries/draft-of-input";
import { DomainError } from "#server/errors/domain-error";

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
  const problem = "must be a decimal number above 0, as 1.2. To make entries free, set their prices to 0.";
  throw new DomainError("INVALID_INPUT", { issues: [{ field: "change.factor", problem }] });
}

function rowOf(model: string, change: BulkChange, factor: Decimal | undefined, reading: Reading): SourceRow {
  const plain = { model, draft: null, from: null };
  const entry = reading.entries.get(model);
  if (!entry) return { ...plain, refusal: { code: "no-entry" } };
  if (entry.problem !== undefined) return { ...plain, refusal: { code: "unreadable", problem: entry.problem } };
  const edit = editOf(entry, change, factor);
  if ("problem" in edit)
    return { ...plain, refusal: { code: "fields", problems: [{ field: "", problem: edit.problem }] } };
  const read = draftOfInput(model, entry, edit.input, "edit", reading.prices.settings);
  return read.ok
    ? { ...plain, draft: read.draft, notes: [...edit.notes, ...read.notices] }
    : { ...plain, refusal: { code: "fields", problems: read.issues } };
}

type Edit = Readonly<{ input: PriceInput; notes: readonly string[] }> | Readonly<{ problem: string }>;

function editOf({ terms }: Entry, change: BulkChange, factor: Decimal | undefined): Edit {
  switch (change.kind) {
    case "set":
      return { input: change.prices, notes: [] };
    case "multiply": {
      const scaled = factor && scaleTerms(terms, factor);
      if (!scaled) return { input: {}, notes: [] };
      if (!scaled.ok) return { problem: `Multiplied, a price ${describePriceProblem(scaled.problem)}` };
      const notes = scaled.isRounded ? ["Rounded to 6 decimals of a dollar per 1M tokens."] : [];
      return { input: inputOfTerms(scaled.terms), notes };
    }
    case "activate":
      return { input: { isActive: true }, notes: [] };
    case "deactivate":
      return { input: { isActive: false }, notes: [] };
    case "provider":
      return { input: { provider: change.provider }, notes: [] };
  }
}
