/**
 * Our cost of a record beside LiteLLM's.
 *
 * Units   USD as decimal text. LiteLLM sends a double, which a sum of products leaves with noise in its last digits:
 *         both are compared to 12 significant digits.
 */
import type { CostDifference } from "./cost-differences";
import type { CallbackRecord } from "./record-callbacks";

export type Comparison = Readonly<{
  scenario: string;
  callType: string;
  model: string;
  /** A cost, or why there is none: not priced, a duplicate, quarantined. */
  ours: string;
  theirs: string;
  isEqual: boolean;
}>;

const SIGNIFICANT_DIGITS = 12;
const NO_COST = "no cost";

export function compareCosts(scenario: string, { payload, outcome }: CallbackRecord): Comparison {
  const ours = oursOf(outcome);
  const theirs = textOf(payload.response_cost);
  const model = payload.model_group || payload.model;
  return {
    scenario,
    callType: `${payload.call_type} ${payload.status}`,
    model,
    ours,
    theirs,
    isEqual: ours === theirs,
  };
}

/** Calls about files and unfinished batches are put aside at once: both say that they cost nothing. */
const oursOf = ({ status, costUsd, code }: CallbackRecord["outcome"]): string => {
  if (status === "accepted") return textOf(costUsd);
  return code === "call-failed-early" || code === "no-model-used" ? "0" : status;
};

export function textOf(usd: string | number | null): string {
  if (usd === null) return NO_COST;
  const rounded = Number(Number(usd).toPrecision(SIGNIFICANT_DIGITS));
  // Small doubles are written with an exponent; 20 digits behind the point are more than any cost has.
  return /e/.test(String(rounded)) ? rounded.toFixed(20).replace(/0+$/, "") : String(rounded);
}

export const isOf =
  ({ scenario, ours, theirs }: Comparison, version: string) =>
  (difference: CostDifference) =>
    difference.scenario === scenario &&
    (difference.version === undefined || difference.version === version) &&
    difference.ours === ours &&
    (difference.theirs === theirs || difference.theirs === "varies");
