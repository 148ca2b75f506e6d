/**
 * What applying many findings at once would do, one by one. The preview shows it, the save takes it.
 * Units   differences as entry-differences.ts.
 * Errors  none thrown: a finding that is settled, moved, pinned or cannot be applied is an answer.
 */
import type { KeepFinding } from "@ratecard/contract";
import { type CostSettings, remedySentence } from "@ratecard/pricing";
import type { PriceToSave } from "#server/pricing/save-prices";
import { decidePrice } from "../decide-price";
import { decideRemedy } from "./decide-remedy";
import { type EntryDifference, entryDifferences } from "../entry-differences";
import type { FoundFinding } from "./find-findings";
import type { StoredPrice } from "../rows";

/** `settled`: not found any more. `moved`: the entry is another than was read. `reviewed`: nothing of its price changes. */
export const FINDING_OUTCOMES = ["changed", "renamed", "reviewed", "settled", "moved", "pinned", "refused"] as const;
export type FindingOutcome = (typeof FINDING_OUTCOMES)[number];

export type FindingDecision = Readonly<{
  findingId: string;
  model: string;
  outcome: FindingOutcome;
  /** What the entry will say, under its new name when it is renamed. */
  price: PriceToSave | null;
  differences: readonly EntryDifference[];
  /** What is done, or why nothing is. */
  note: string;
}>;

type Facts = Readonly<{
  found: readonly FoundFinding[];
  /** Names that have an entry. */
  taken: ReadonlySet<string>;
  settings: CostSettings;
}>;

/** In the order they are named. Of several findings about one entry the first is applied: it may settle the others. */
export function decideFindings(refs: readonly KeepFinding[], facts: Facts): readonly FindingDecision[] {
  const foundBy = new Map(facts.found.map((one) => [`${one.findingId} ${one.finding.model}`, one]));
  const seen = new Set<string>();
  return refs.map((ref) => {
    const one = foundBy.get(`${ref.findingId} ${ref.model}`);
    if (seen.has(ref.model)) return plain(ref, "refused", "Another finding of this entry goes first. Look again then.");
    seen.add(ref.model);
    return one ? decideOne(ref, one, facts) : plain(ref, "settled", "It is settled, or another by now.");
  });
}

const plain = ({ findingId, model }: KeepFinding, outcome: FindingOutcome, note: string): FindingDecision => ({
  findingId,
  model,
  outcome,
  price: null,
  differences: [],
  note,
});

function decideOne(ref: KeepFinding, { finding, stored }: FoundFinding, { taken, settings }: Facts): FindingDecision {
  const { view } = stored;
  if (view.version !== ref.version) return plain(ref, "moved", "Somebody changed the entry since it was listed.");
  const remedy = decideRemedy(finding.remedy, stored, settings);
  const note = remedySentence(finding.remedy);
  if (remedy.kind === "keep") return plain(ref, "reviewed", note);
  if (view.pinnedBy !== undefined) return plain(ref, "pinned", `Pinned by ${view.pinnedBy}: change it in that file.`);
  if (remedy.kind === "rename") {
    if (taken.has(remedy.to)) return plain(ref, "refused", `“${remedy.to}” has an entry already.`);
    return { ...plain(ref, "renamed", note), price: { ...standing(stored), model: remedy.to } };
  }
  const decided = decidePrice(ref.model, stored, remedy.input, remedy.mode, settings);
  if (!decided.ok) {
    return plain(ref, "refused", decided.issues.map(({ field, problem }) => `${field} ${problem}`).join(" "));
  }
  return {
    ...plain(ref, "changed", [note, ...decided.notices].join(" ")),
    price: decided.price,
    differences: entryDifferences(standing(stored), decided.price),
  };
}

const standing = ({ view, terms }: StoredPrice): PriceToSave => ({
  model: view.model,
  provider: view.provider,
  terms,
  isCustom: view.isCustom,
  isActive: view.isActive,
  notes: view.notes ?? null,
  copiedFrom: view.copiedFrom ?? null,
  isPlaceholder: view.isPlaceholder ?? false,
});
