/** Why an import as a whole is refused, with the rows that are to blame. */
import type { ImportDecision } from "@ratecard/discovery";
import { termsToJson } from "@ratecard/pricing";
import { describeHold } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import type { Entry } from "#server/batches/standing-entries";

const MOST_NAMED = 3;
const MOST_ROWS = 200;

/** `current` lists the rows that moved, with their price as it stands now. */
export function importMoved(
  moved: readonly ImportDecision[],
  entries: ReadonlyMap<string, Entry>,
): DomainError<"VERSION_MOVED"> {
  const current = moved.slice(0, MOST_ROWS).map(({ model }) => {
    const entry = entries.get(model);
    return { model, version: entry?.version ?? null, terms: entry ? termsToJson(entry.terms) : null };
  });
  return new DomainError("VERSION_MOVED", { what: "price", name: namesOf(moved), current });
}

export function ticksMissing(rows: readonly ImportDecision[]): DomainError<"INVALID_INPUT"> {
  return new DomainError("INVALID_INPUT", {
    issues: rows.slice(0, MOST_ROWS).map(({ model, quarantine }) => ({
      field: model,
      problem: `${quarantine.map(describeHold).join(" and ")}. Tick it in the confirm step, or leave it out.`,
    })),
  });
}

const namesOf = (rows: readonly { model: string }[]): string => {
  const named = rows.slice(0, MOST_NAMED).map(({ model }) => model);
  const more = rows.length - named.length;
  return named.join(", ") + (more > 0 ? ` and ${more} more` : "");
};
