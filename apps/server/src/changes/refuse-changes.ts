/** Why a change as a whole is refused, with the rows that are to blame. Nothing was written then. */
import type { Entry } from "@ratecard/changes";
import { describeHeld, type FieldProblem, fieldProblem, problemsOfRefusal } from "@ratecard/contract";
import { termsToJson } from "@ratecard/pricing";
import { DomainError } from "#server/errors/domain-error";
import type { DecidedRow } from "./decide-changes";

const MOST_NAMED = 3;
const MOST_ROWS = 200;

/** `current` lists the rows that moved, with their price as it stands now; null: there is no entry. */
export function rowsMoved(
  models: readonly string[],
  entries: ReadonlyMap<string, Entry>,
): DomainError<"VERSION_MOVED"> {
  const more = models.length - MOST_NAMED;
  const current = models.slice(0, MOST_ROWS).map((model) => {
    const entry = entries.get(model);
    return { model, version: entry?.version ?? null, terms: entry ? termsToJson(entry.terms) : null };
  });
  const name = models.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
  return new DomainError("VERSION_MOVED", { what: "price", name, current });
}

export const rowsRefused = (rows: readonly DecidedRow[]): DomainError<"INVALID_INPUT"> =>
  invalid(
    rows.flatMap(({ row, decision: { refusal } }) => {
      if (!refusal) return [];
      if (refusal.code !== "fields")
        return problemsOfRefusal(refusal).map((problem) => ({ ...problem, field: placeOf(row) }));
      const place = row.place ?? row.model;
      return problemsOfRefusal(refusal).map((problem) => ({
        ...problem,
        field: problem.field === "" ? place : `${place}, ${problem.field}`,
      }));
    }),
  );

export const rowsHeld = (rows: readonly DecidedRow[]): DomainError<"INVALID_INPUT"> =>
  invalid(
    rows.map(({ row, decision }) =>
      fieldProblem(placeOf(row), "held", { reasons: [...new Set(decision.held.map(describeHeld))] }),
    ),
  );

const placeOf = ({ place, model }: DecidedRow["row"]): string => (place === undefined ? model : `${place}, ${model}`);

function invalid(issues: readonly FieldProblem[]): DomainError<"INVALID_INPUT"> {
  const more = issues.length - MOST_ROWS;
  const rest = fieldProblem("body", "more-problems", { count: more });
  return new DomainError("INVALID_INPUT", { issues: [...issues.slice(0, MOST_ROWS), ...(more > 0 ? [rest] : [])] });
}
