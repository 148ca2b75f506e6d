/**
 * What a change of many prices does, row by row: the preview shows it, the transaction writes it.
 *
 * Time    a row begins at its own instant: now, a past one (it corrects), or one to come. What stands is what stands then.
 * Errors  none thrown: a row that cannot be written is refused, with why. The same change again is `same` in every row.
 */
import { DEFAULT_MODEL, NO_TERMS, type PriceTerms } from "@ratecard/pricing";
import { type Entry, type EntryDifference, entryDifferences, type EntryDraft, sameEntry } from "./entry";
import { type HeldReason, heldReasons, type PriceReference } from "./held";

/** `moved`: it is not any more what was shown. Only a row that was shown before can be. */
export const OUTCOMES = ["added", "changed", "same", "refused", "moved"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why nothing is written of a row. The sentences are in @ratecard/contract. */
export type Refusal =
  | Readonly<{ code: "pinned"; by: string }>
  | Readonly<{ code: "default-entry" }>
  /** Fields that cannot be taken, each with its code; `problem` is a sentence without its subject. */
  | Readonly<{ code: "fields"; problems: readonly Readonly<{ field: string; code: string; problem: string }>[] }>
  | Readonly<{ code: "no-entry" }>
  | Readonly<{ code: "entry-exists"; model: string }>
  /** What is stored of its price cannot be read in full. */
  | Readonly<{ code: "unreadable"; problem: string }>
  | Readonly<{
      code:
        | "edited-since"
        | "settled"
        | "switched-off"
        | "wildcard"
        | "custom-name"
        | "not-in-catalogue"
        | "bases-differ"
        | "base-unpriced";
    }>;

/** What a source wants of one entry. */
export type ChangeRow = Readonly<{
  model: string;
  /** null: there shall be no entry. Another name than `model` renames the entry. */
  draft: EntryDraft | null;
  /** The source itself makes no price of it. */
  refusal?: Refusal | undefined;
  /** When it begins, ISO 8601; null: now. */
  from: string | null;
  /** What is told of the model elsewhere, to check units by; undefined: what the two catalogues say. */
  references: readonly PriceReference[] | undefined;
  /** What this row takes the place of, where that is not what stands: a price that is still to come, taken back. */
  replaces?: EntryDraft;
  /** When prices held comes back by it: it is written though the entry says the same. */
  restoresTimes?: boolean;
  /** Reasons of the source's own. */
  held?: readonly HeldReason[];
  notes?: readonly string[];
}>;

/** The price book as it stands when the row begins: now at the earliest. */
export type Standing = Readonly<{
  entry: Entry | undefined;
  /** The entry then, a price scheduled until then included. */
  planned: EntryDraft | undefined;
  /** It says so since then or earlier; false: only later, so that the same price is worth writing. */
  holdsByThen: boolean;
  /** What prices the name then, by any rung but the default. */
  inForce: PriceTerms | undefined;
  /** Whether the new name of a renamed entry has an entry already. */
  isTaken: boolean;
}>;

export type Decision = Readonly<{
  model: string;
  outcome: Exclude<Outcome, "moved">;
  refusal?: Refusal;
  draft: EntryDraft | null;
  from: string | null;
  /** What prices the name until then. */
  before: PriceTerms | undefined;
  differences: readonly EntryDifference[];
  /** Empty: it is written without a choice of its own. */
  held: readonly HeldReason[];
  notes: readonly string[];
}>;

export const isWriting = ({ outcome }: Pick<Decision, "outcome">): boolean =>
  outcome === "added" || outcome === "changed";

export function decide(row: ChangeRow, standing: Standing): Decision {
  const { model, draft, from, notes = [] } = row;
  const before = standing.planned?.isActive ? standing.planned.terms : standing.inForce;
  const plain = { model, draft, from, before, differences: [], held: [], notes };
  const refused = (refusal: Refusal): Decision => ({ ...plain, outcome: "refused", refusal });
  if (row.refusal) return refused(row.refusal);
  if (!row.replaces && !row.restoresTimes && isSameAlready(row, standing)) return { ...plain, outcome: "same" };
  const refusal = refusalOf(row, standing);
  if (refusal) return refused(refusal);
  if (row.replaces) return { ...plain, outcome: "changed", differences: entryDifferences(row.replaces, draft) };
  return { ...plain, outcome: standing.entry ? "changed" : "added", ...compared(row, standing) };
}

/** An entry that is switched off, or is to be, changes by itself; any other against what prices the name. */
function compared(row: ChangeRow, standing: Standing): Pick<Decision, "differences" | "held"> {
  const { entry, planned, inForce } = standing;
  const isByItself = row.draft?.isActive === false || planned?.isActive;
  const priceBefore = isByItself ? planned?.terms : inForce;
  const differences = entryDifferences(entry && { ...entry, ...planned }, row.draft, priceBefore ?? NO_TERMS);
  const held = row.draft ? heldOf(row, row.draft, standing, differences, priceBefore) : [];
  return { differences, held: [...held, ...(row.held ?? [])] };
}

function isSameAlready({ model, draft }: ChangeRow, { entry, planned, holdsByThen }: Standing): boolean {
  if (draft === null) return entry === undefined;
  return draft.model === model && planned !== undefined && holdsByThen && sameEntry(planned, draft);
}

function refusalOf({ model, draft }: ChangeRow, { entry, isTaken }: Standing): Refusal | undefined {
  const pinnedBy = entry?.pinnedBy ?? null;
  if (pinnedBy !== null) return { code: "pinned", by: pinnedBy };
  if (model === DEFAULT_MODEL && (draft?.isActive !== true || draft.model !== model)) return { code: "default-entry" };
  if (draft && draft.model !== model && isTaken) return { code: "entry-exists", model: draft.model };
  return undefined;
}

/** A placeholder is no price that another could be far from; and what a list names, a new entry need not. */
function heldOf(
  { references = [] }: ChangeRow,
  { terms: after }: EntryDraft,
  { entry, planned }: Standing,
  differences: readonly EntryDifference[],
  priceBefore: PriceTerms | undefined,
): readonly HeldReason[] {
  const isOwn = planned !== undefined && priceBefore === planned.terms;
  const before = entry?.isPlaceholder ? undefined : priceBefore;
  const own = isOwn ? differences : differences.filter(({ move }) => move !== "vanished");
  return heldReasons({ before, after, differences: own, references });
}
