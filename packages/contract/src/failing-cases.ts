/** Golden cases that a change of prices would fail, and how a call says that it knows. Units: USD as decimal text. */

/** Of a call that publishes prices although cases fail; its value is "true". */
export const ACCEPT_FAILING_CASES = "ratecard-accept-failing-cases";

/** A case that a change of prices would fail, as errors and previews name it. */
export type FailingCase = Readonly<{
  id: string;
  label: string;
  set: string;
  model: string;
  mustCostUsd: string;
  mustComeFrom: string | null;
  /** null: it would have no cost. */
  wouldCostUsd: string | null;
  wouldComeFrom: string;
}>;

const MOST_NAMED = 3;

/** "2 golden cases would fail: chat (must cost 0.0123, would cost 0.0246), ..." */
export function failingCasesSentence(cases: readonly FailingCase[]): string {
  const named = cases.slice(0, MOST_NAMED).map((each) => `${each.label} (${failingCaseWords(each)})`);
  const more = cases.length - named.length;
  const count = `${cases.length} golden ${cases.length === 1 ? "case" : "cases"} would fail`;
  return `${count}: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}

/** "must cost 0.0123, would cost 0.0246"; where only the rung differs, the rungs. */
export function failingCaseWords({ mustCostUsd, mustComeFrom, wouldCostUsd, wouldComeFrom }: FailingCase): string {
  if (mustCostUsd === wouldCostUsd) return `would be priced by ${wouldComeFrom}, not by ${mustComeFrom}`;
  return `must cost ${mustCostUsd}, would ${wouldCostUsd === null ? "have no cost" : `cost ${wouldCostUsd}`}`;
}
