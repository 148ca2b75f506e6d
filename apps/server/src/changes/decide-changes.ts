/**
 * Every row of a source against what stands: decided once for a preview, and for a write again if anything has moved.
 * Units   differences as decimal text. Errors: none; a row that cannot be written says why.
 */
import { createHash } from "node:crypto";
import { canonicalJson, type ChangeRow, decide, type Decision, fingerprint, isWriting } from "@ratecard/changes";
import type { PricingSource, TermsJson } from "@ratecard/pricing";
import { takeTurns } from "#server/pricing/take-turns";
import { listReferences, type Reading, standingOf } from "./reading";

/** A model whose price can be taken; without a source it has none. */
export type BaseJson = Readonly<{
  model: string;
  provider: string | null;
  source: PricingSource | null;
  /** The entry or catalogue key that answers. */
  key: string | null;
  terms: TermsJson | null;
}>;

export type SourceRow = Omit<ChangeRow, "references"> &
  Readonly<{
    /** What is told of the model elsewhere, to check units by; left out: what the two catalogues say. */
    references?: ChangeRow["references"];
    place?: string;
    /** Whose price a copy takes, and whose it could take. */
    base?: BaseJson | null;
    bases?: readonly BaseJson[];
    /** What was accepted before comes back: it is not held. */
    isRestored?: boolean;
  }>;

export type DecidedRow = Readonly<{
  row: SourceRow;
  decision: Decision;
  /** What prices the name until then. */
  rungBefore: PricingSource;
  /** The difference as a short text: what is written is what was shown. null: nothing is written. */
  seen: string | null;
}>;

export const decideChanges = (rows: Iterable<SourceRow>, reading: Reading): Promise<DecidedRow[]> =>
  inSlices(decideEach(rows, reading));

function* decideEach(rows: Iterable<SourceRow>, reading: Reading): Generator<DecidedRow> {
  for (const row of rows) yield decideOne(row, reading);
}

function decideOne(row: SourceRow, reading: Reading): DecidedRow {
  const { model, draft } = row;
  const from = row.from ?? reading.from;
  const newModel = draft !== null && draft.model !== model ? draft.model : null;
  const standing = standingOf(reading, { model, provider: draft?.provider, from, newModel });
  const references =
    row.references ?? (draft && !row.isRestored ? listReferences(reading, draft.model, draft.provider) : []);
  const made = decide({ ...row, from, references }, standing);
  const held = row.isRestored ? [] : made.held;
  const timing = isWriting(made) ? timingNotes(standing.scheduled, from, reading.now) : [];
  const decision = { ...made, held, notes: [...made.notes, ...timing] };
  return { row, decision, rungBefore: standing.rung, seen: isWriting(decision) ? seenOf(decision) : null };
}

const SEEN_DIGITS = 32;

function seenOf({ model, outcome, before, draft, differences, from, held, notes }: Decision): string {
  const shown = {
    model,
    outcome,
    before: before ? fingerprint(before) : null,
    after: draft && { ...draft, terms: fingerprint(draft.terms) },
    // Of the entry, also where something else prices the name until then, or what differs is no price.
    differences,
    from,
    held,
    // Until when it holds is a note.
    notes,
  };
  return createHash("sha256").update(canonicalJson(shown)).digest("hex").slice(0, SEEN_DIGITS);
}

/** What it means beside prices that are scheduled already, soonest first: none of those is lost silently. */
function timingNotes(starts: readonly string[], from: string | null, now: number): readonly string[] {
  if (from === null || Date.parse(from) <= now)
    return starts.slice(0, 1).map((at) => `Holds until the price scheduled for ${minute(at)}.`);
  const [before, after] = [starts.filter((at) => isBefore(at, from)), starts.filter((at) => isBefore(from, at))];
  return [
    ...before.slice(-1).map((at) => `The price scheduled for ${minute(at)} holds until then.`),
    ...(starts.length > before.length + after.length ? ["Replaces the price scheduled for the same time."] : []),
    ...after.slice(0, 1).map((at) => `Holds until the price scheduled for ${minute(at)}.`),
  ];
}

const isBefore = (left: string, right: string): boolean => Date.parse(left) < Date.parse(right);
const minute = (at: string): string => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** Works through many items without holding up everything else the server does. Errors: those of the items. */
export async function inSlices<Item>(items: Iterable<Item>): Promise<Item[]> {
  const done: Item[] = [];
  const turn = takeTurns();
  for (const item of items) {
    done.push(item);
    await turn();
  }
  return done;
}
