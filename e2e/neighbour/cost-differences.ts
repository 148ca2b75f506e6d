/** Where our cost of a record is not LiteLLM's, why, and who is right. Anything else that differs fails the suite, and so does an entry that nothing needs. */

export type CostDifference = Readonly<{
  scenario: string;
  /** Of LiteLLM; both when left out. */
  version?: string;
  ours: string;
  /** "varies": LiteLLM's own cost is another one every time. */
  theirs: string;
  right: "ratecard" | "litellm" | "neither" | "both";
  reason: string;
}>;

export const COST_DIFFERENCES: readonly CostDifference[] = [];
