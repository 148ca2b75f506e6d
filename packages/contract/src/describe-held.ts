/** Why a row is held or refused, as a part of a sentence; and the names of what prices are compared with. */
import type { Evidence, HeldReason, Refusal } from "@ratecard/changes";
import type { Move } from "@ratecard/pricing";
import { type FieldProblem, foundProblem, type Problem } from "./problems/describe-problem";

export const EVIDENCE_NAMES: Readonly<Record<Evidence, string>> = {
  "catalog-scoped": "the catalogue",
  "catalog-bare": "the catalogue under the bare name",
  "served-model": "the price of the base model",
  openrouter: "OpenRouter",
  server: "the server itself",
  "server-set": "the price set at the server",
  "second-reference": "the second catalogue",
};

/** How a price moves. */
export const MOVE_WORDS: Readonly<Record<Move, string>> = {
  ordinary: "changes",
  appeared: "is new",
  tenfold: "moves 10 times or more",
  "to-zero": "becomes free",
  "from-zero": "was free until now",
  vanished: "goes away",
};

export function describeHeld(reason: HeldReason): string {
  switch (reason.kind) {
    case "move":
      return `${reason.field} ${MOVE_WORDS[reason.move]}`;
    case "unit-suspect": {
      const { factor, direction } = reason.suspect;
      const ratio = direction === "times" ? `${factor} times` : `a ${factor}th of`;
      const named = reason.references.map((evidence) => EVIDENCE_NAMES[evidence]).join(" and ");
      return `${reason.field} is about ${ratio} what ${named} ${reason.references.length > 1 ? "say" : "says"}, as if in another unit`;
    }
    case "rate-problem":
      return reason.sentence;
    case "other-provider":
      return `the price is of another provider, ${reason.provider}`;
    case "replaces-own":
      return reason.by === "entry" ? "somebody set this price by hand" : "a wildcard prices this name";
  }
}

/** Why a row is refused: every field of it that cannot be taken, or the row as a whole. */
export function problemsOfRefusal(refusal: Refusal): readonly FieldProblem[] {
  // Sources write their problems with codes of the table; the package of the rows does not know it.
  if (refusal.code === "fields") return refusal.problems as readonly FieldProblem[];
  return [foundProblem("", rowProblem(refusal))];
}

function rowProblem(refusal: Exclude<Refusal, { code: "fields" }>): Problem {
  switch (refusal.code) {
    case "pinned":
      return { code: "pinned", details: { by: refusal.by } };
    case "unreadable":
      return { code: "unreadable", details: { problem: refusal.problem } };
    case "entry-exists":
      return { code: "entry-exists", details: { model: refusal.model } };
    default:
      return { code: refusal.code, details: undefined };
  }
}

/** The same as text: what stands in the way and what helps. */
export const describeRefusal = (refusal: Refusal): string =>
  problemsOfRefusal(refusal)
    .map(({ field, problem }) => `${field} ${problem}`.trim())
    .join(" ");
