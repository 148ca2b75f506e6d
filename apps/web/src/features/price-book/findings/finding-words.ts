/** What the kinds of findings, and the buttons of their remedies, are called on the screen. */
import type { LintCode, LintSeverity, Remedy } from "@ratecard/pricing";

export const FINDING_NAMES = {
  "normalised-key-clash": "One name twice",
  "wildcard-unreachable": "Wildcard never answers",
  "wildcard-shadowed": "Wildcard prices nothing",
  "wildcard-hides-catalog": "Wildcard hides the catalogue",
  "case-only-difference": "Letter case differs",
  "price-without-traffic": "No traffic",
  "unit-suspect": "Unit suspect",
  "implausible-rate": "Rate hardly meant",
  "catalog-drift": "Drift from the catalogue",
  "output-cheaper-than-input": "Output cheaper than input",
  stale: "Not looked at",
} as const satisfies Record<LintCode, string>;

export const SEVERITY_COLORS = { error: "red", warning: "orange", info: "gray" } as const satisfies Record<
  LintSeverity,
  string
>;

export const REMEDY_VERBS = {
  deactivate: "Switch off",
  rename: "Rename",
  "set-terms": "Correct",
  "mark-reviewed": "Reviewed",
} as const satisfies Record<Remedy["action"], string>;
