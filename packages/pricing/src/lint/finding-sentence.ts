/** What a finding says and what its remedy would do, one sentence each. */
import { rateProblemSentence } from "../rate-problem-sentence";
import type { Finding, Remedy } from "./finding";

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
      return `The price of ${name} can hardly be meant: ${finding.problems.map(rateProblemSentence).join("; ")}.`;
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
