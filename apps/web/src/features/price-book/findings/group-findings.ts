/** Findings by kind with their counts, in the order of the server: gravest first. */
import type { LintCode, LintSeverity } from "@ratecard/pricing";
import type { Finding } from "../price-row";

export type FindingKind = Readonly<{ code: LintCode; severity: LintSeverity; count: number }>;

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
