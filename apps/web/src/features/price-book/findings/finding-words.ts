/** What the kinds of findings, and the buttons of their remedies, are called on the screen. */
import type { LintCode, LintSeverity, Remedy } from "@ratecard/pricing";
import type { Finding } from "../price-row";

export const FINDING_NAMES = {
  "normalised-key-clash": "One name twice",
  "wildcard-unreachable": "Wildcard never answers",
  "wildcard-shadowed": "Wildcard prices nothing",
  "wildcard-hides-catalog": "Wildcard hides the catalogue",
  "case-only-difference": "Letter case differs",
  "price-without-traffic": "No traffic",
  "unit-suspect": "Unit suspect",
  "implausible-rate": "Rate looks like a mistake",
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

type FindingKind = Readonly<{ code: LintCode; severity: LintSeverity; count: number }>;

/** Findings by kind with their counts, in the order of the server: gravest first. */
export function kindsOf(findings: readonly Pick<Finding, "code" | "severity">[]): readonly FindingKind[] {
  const kinds = new Map<LintCode, FindingKind>();
  for (const { code, severity } of findings)
    kinds.set(code, { code, severity, count: (kinds.get(code)?.count ?? 0) + 1 });
  return [...kinds.values()];
}

/** `code` empty: all kinds. `q` is looked for in the name and in the sentence, whatever the letter case. */
export function filterFindings<One extends Pick<Finding, "code" | "model" | "sentence">>(
  findings: readonly One[],
  { code, q }: Readonly<{ code: LintCode | ""; q: string }>,
): readonly One[] {
  const text = q.trim().toLowerCase();
  return findings.filter(
    (finding) =>
      (code === "" || finding.code === code) &&
      (text === "" || finding.model.toLowerCase().includes(text) || finding.sentence.toLowerCase().includes(text)),
  );
}
