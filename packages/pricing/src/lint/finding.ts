/**
 * What the linter of the price book can find, and what would mend it.
 *
 * Units   prices in `changes` as diff-terms.ts; `days` whole days.
 * Source  issue: every finding names one remedy that a click applies.
 */
import type { TermsChange } from "../diff-terms";
import type { PriceTerms } from "../price-terms";
import type { RateProblem } from "../rate-sanity";
import type { TokenKind } from "../token-kinds";
import type { UnitSuspect } from "../unit-suspect";

export const LINT_CODES = [
  "normalised-key-clash",
  "wildcard-unreachable",
  "wildcard-shadowed",
  "wildcard-hides-catalog",
  "case-only-difference",
  "price-without-traffic",
  "unit-suspect",
  "implausible-rate",
  "catalog-drift",
  "output-cheaper-than-input",
  "stale",
] as const;
export type LintCode = (typeof LINT_CODES)[number];

export type LintSeverity = "error" | "warning" | "info";

export type Remedy =
  | Readonly<{ action: "deactivate" }>
  | Readonly<{ action: "rename"; to: string }>
  | Readonly<{ action: "set-terms"; terms: PriceTerms }>
  | Readonly<{ action: "mark-reviewed" }>;

type Detail =
  | Readonly<{ code: "normalised-key-clash"; kept: string }>
  | Readonly<{ code: "wildcard-unreachable"; winner: string }>
  | Readonly<{ code: "wildcard-shadowed"; winners: readonly string[] }>
  | Readonly<{ code: "wildcard-hides-catalog"; count: number; examples: readonly string[] }>
  | Readonly<{ code: "case-only-difference"; sentName: string; requests: number }>
  | Readonly<{ code: "price-without-traffic" }>
  | Readonly<{ code: "unit-suspect"; kind: TokenKind; suspect: UnitSuspect; references: number }>
  | Readonly<{ code: "implausible-rate"; problems: readonly RateProblem[] }>
  | Readonly<{ code: "catalog-drift"; catalogKey: string; changes: readonly TermsChange[] }>
  | Readonly<{ code: "output-cheaper-than-input" }>
  | Readonly<{ code: "stale"; days: number }>;

export type Finding = Detail & Readonly<{ model: string; severity: LintSeverity; remedy: Remedy }>;

export const SEVERITY = {
  "normalised-key-clash": "error",
  "wildcard-unreachable": "error",
  "unit-suspect": "error",
  "implausible-rate": "error",
  "case-only-difference": "warning",
  "wildcard-shadowed": "warning",
  "output-cheaper-than-input": "warning",
  "catalog-drift": "warning",
  "wildcard-hides-catalog": "info",
  "price-without-traffic": "info",
  stale: "info",
} as const satisfies Record<LintCode, LintSeverity>;
