/**
 * What an import would do to the price book, row by row. The same decision is shown in the confirm step and taken in the transaction.
 *
 * Errors  none thrown: a row that moved, is pinned or needs a tick is an answer.
 * Source  discovery.md "Rules": nothing that has a price is overwritten unseen; a second run of the same import changes nothing.
 */
import { DEFAULT_MODEL, type PriceTerms } from "@ratecard/pricing";
import { type PriceReference, type QuarantineReason, quarantineReasons } from "./quarantine";
import { sameTerms } from "./same-terms";
import { type TermDifference, termDifferences } from "./term-differences";

export type ChosenPrice = Readonly<{
  model: string;
  terms: PriceTerms;
  /** `model_pricing.version` the admin saw; null: there was no entry. */
  expectedVersion: string | null;
  /** The difference was shown and ticked. */
  isAcknowledged: boolean;
  /** The default price, until somebody sets another: no price of the model. */
  isPlaceholder?: boolean;
}>;

/** The price book's entry as it stands when the import's prices begin: now, or at a date to come. */
export type StandingEntry = Readonly<{
  version: string;
  terms: PriceTerms;
  isActive: boolean;
  pinnedBy: string | null;
  isPlaceholder?: boolean;
  /** It says so since then or earlier; false: only later, so that the same price is worth writing. */
  holdsByThen: boolean;
}>;

export type Standing = Readonly<{
  entry: StandingEntry | undefined;
  /** What prices the model then, by any rung but the default. */
  inForce: PriceTerms | undefined;
  references: readonly PriceReference[];
}>;

/** `same`: already so by then. `moved`: somebody changed the entry since the admin looked. */
export const IMPORT_OUTCOMES = ["added", "changed", "same", "pinned", "reserved", "moved"] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

export type ImportDecision = Readonly<{
  model: string;
  outcome: ImportOutcome;
  before: PriceTerms | undefined;
  after: PriceTerms;
  differences: readonly TermDifference[];
  quarantine: readonly QuarantineReason[];
  isAcknowledged: boolean;
  isPlaceholder: boolean;
}>;

/** In the order of names; made one at a time, so that a server can do other things in between. */
export function* decideImport(
  chosen: readonly ChosenPrice[],
  standingOf: (model: string) => Standing,
): Generator<ImportDecision> {
  for (const row of chosen.toSorted((a, b) => (a.model < b.model ? -1 : 1)))
    yield decideRow(row, standingOf(row.model));
}

export function decideRow(row: ChosenPrice, standing: Standing): ImportDecision {
  const { entry, inForce, references } = standing;
  const outcome = outcomeOf(row, entry);
  const before = entry?.isActive ? entry.terms : inForce;
  const isWriting = outcome === "added" || outcome === "changed";
  const differences = termDifferences(before, row.terms);
  return {
    model: row.model,
    outcome,
    before,
    after: row.terms,
    differences,
    quarantine: isWriting ? quarantineReasons(entry?.isPlaceholder ? [] : differences, row.terms, references) : [],
    isAcknowledged: row.isAcknowledged,
    isPlaceholder: row.isPlaceholder ?? false,
  };
}

function outcomeOf(row: ChosenPrice, entry: StandingEntry | undefined): ImportOutcome {
  if (row.model === DEFAULT_MODEL) return "reserved";
  if (!entry) return row.expectedVersion === null ? "added" : "moved";
  if (entry.isActive && entry.holdsByThen && isSaidAlready(row, entry)) return "same";
  if (entry.pinnedBy !== null) return "pinned";
  return row.expectedVersion === entry.version ? "changed" : "moved";
}

/** A price that happens to be the default's is one nevertheless: it says so of a placeholder, and a placeholder never unsays it. */
const isSaidAlready = (row: ChosenPrice, entry: StandingEntry): boolean =>
  sameTerms(entry.terms, row.terms) && (row.isPlaceholder === true || entry.isPlaceholder !== true);

/** Rows that may not be written before somebody ticks them. */
export const unticked = (decisions: readonly ImportDecision[]): readonly ImportDecision[] =>
  decisions.filter(({ quarantine, isAcknowledged }) => quarantine.length > 0 && !isAcknowledged);
