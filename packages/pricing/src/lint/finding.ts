/**
 * What the linter of the price book can find, and what would mend it.
 * Units   prices in `changes` as diff-terms.ts; `days` whole days.
 * Source  issue: every finding names one remedy that a click applies.
 */
import type { CatalogView } from "../catalog-view";
import type { TermsChange } from "../diff-terms";
import { linesOf, type PriceBook, type PriceLine } from "../price-book";
import { inForce, type PriceTerms, type PriceVersion } from "../price-terms";
import { type RateProblem, rateProblemSentence, type UnitSuspect } from "../rate-sanity";
import type { TokenKind } from "../token-kinds";

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

/** What a finding says and what its remedy would do, one sentence each. */
export function findingSentence(finding: Finding): string {
  const name = `"${finding.model}"`;
  switch (finding.code) {
    case "normalised-key-clash":
      return `${name} and "${finding.kept}" are one name once dots are removed.`;
    case "wildcard-unreachable":
      return `${name} never answers: "${finding.winner}" has the same prefix.`;
    case "wildcard-shadowed":
      return `${name} prices nothing: ${quoted(finding.winners)} answers for every name sent.`;
    case "wildcard-hides-catalog":
      return `${name} hides ${finding.count} catalogue prices, such as ${quoted(finding.examples)}.`;
    case "case-only-difference":
      return `${finding.requests} requests sent "${finding.sentName}", which differs from ${name} only in letter case.`;
    case "price-without-traffic":
      return `${name} had no request in 30 days.`;
    case "unit-suspect": {
      const { factor, direction } = finding.suspect;
      const ratio = direction === "times" ? `about ${factor} times` : `about 1/${factor} of`;
      return `The ${finding.kind} price of ${name} is ${ratio} what ${finding.references === 1 ? "the catalogue says" : "two catalogues say"}: another unit?`;
    }
    case "implausible-rate":
      return `The price of ${name} looks like a mistake: ${finding.problems.map(rateProblemSentence).join("; ")}.`;
    case "catalog-drift":
      return `${name} differs from the catalogue's "${finding.catalogKey}" in ${finding.changes.map(({ field }) => field).join(", ")}.`;
    case "output-cheaper-than-input":
      return `The output of ${name} costs less than its input: swapped?`;
    case "stale":
      return `Nobody looked at ${name} for ${finding.days} days.`;
  }
}

export function remedySentence(remedy: Remedy): string {
  switch (remedy.action) {
    case "deactivate":
      return "Switch the entry off.";
    case "rename":
      return `Rename the entry to "${remedy.to}".`;
    case "set-terms":
      return "Publish the corrected price.";
    case "mark-reviewed":
      return "Mark the price as reviewed.";
  }
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

/** What the linter looks at. `at` (epoch ms UTC) selects the prices in force; absent traffic and change times skip their rules. */
export type LintInput = Readonly<{
  book: PriceBook;
  catalog: CatalogView;
  /** A second catalogue, independent of the first, for unit suspects. */
  reference: CatalogView;
  at: number;
  /** Requests by sent name in the last 30 days; undefined: unknown. */
  requestsByName: ReadonlyMap<string, number> | undefined;
  /** Since when each entry is there, by its name: findings about use leave young ones alone. undefined: unknown, old enough. */
  createdAt: ReadonlyMap<string, number> | undefined;
  /** When a person last changed or confirmed a price, by entry name; undefined: unknown. */
  reviewedAt: ReadonlyMap<string, number> | undefined;
}>;

/** The version of an entry that prices requests now: in force and active. */
function current(line: PriceLine, at: number): PriceVersion | undefined {
  const version = line.versions.find((candidate) => inForce(candidate, at));
  return version?.isActive ? version : undefined;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** As long as traffic is counted back. */
export const USE_DAYS = 30;

export const wholeDaysSince = (then: number, at: number): number => Math.floor((at - then) / DAY_MS);

/** Too young to be judged by what was sent. */
export function isYoung({ createdAt, at }: LintInput, model: string): boolean {
  const since = createdAt?.get(model);
  return since !== undefined && wholeDaysSince(since, at) < USE_DAYS;
}

/** Entries in force by name, the default one left out. */
export function currentVersions({ book, at }: LintInput): readonly PriceVersion[] {
  return [...linesOf(book)]
    .filter((line) => line !== book.fallback)
    .flatMap((line) => current(line, at) ?? [])
    .sort((a, b) => (a.model < b.model ? -1 : 1));
}
