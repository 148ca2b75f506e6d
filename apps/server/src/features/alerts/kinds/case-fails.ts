/**
 * Golden cases that the prices in force do not meet: what no refused change stopped, as plain SQL, a pinned file or a scheduled price.
 * Told once for each set of cases, and again when other cases of it fail.
 */
import { createHash } from "node:crypto";
import { type AlertKindRule, type CaseFact, linkTo } from "./alert-kind";

export const caseFails: AlertKindRule<"case-fails", readonly CaseFact[]> = {
  load: ({ sources }) => sources.failingCases(),
  decide: (failing) =>
    [...new Set(failing.map(({ set }) => set))].map((set) => {
      const cases = failing.filter((each) => each.set === set);
      const others = cases.length - MOST_NAMED;
      return {
        subject: set,
        period: hashOf(cases),
        title: `${cases.length} golden ${cases.length === 1 ? "case" : "cases"} of ${set} ${cases.length === 1 ? "fails" : "fail"}`,
        detail: `${cases.slice(0, MOST_NAMED).map(caseWords).join("; ")}${others > 0 ? `; and ${others} more` : ""}.`,
        value: String(cases.length),
        limit: "0",
        unit: "cases",
        link: linkTo("/admin/price-cases", {}),
      };
    }),
  noHistory: "results-not-kept",
};

const MOST_NAMED = 3;

function caseWords({ label, expectedUsd, foundUsd, expectedSource, foundSource }: CaseFact): string {
  if (expectedUsd === foundUsd) return `${label} is priced by ${foundSource}, not by ${expectedSource}`;
  return `${label} must cost ${expectedUsd}, ${foundUsd === null ? "has no cost" : `costs ${foundUsd}`}`;
}

const hashOf = (cases: readonly CaseFact[]): string =>
  createHash("sha256")
    .update(cases.map(({ id, foundUsd, foundSource }) => `${id} ${foundUsd} ${foundSource}`).join("\n"))
    .digest("hex");
