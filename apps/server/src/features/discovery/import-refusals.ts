/** Why an import as a whole is refused, with the rows that are to blame. */
import type { ImportDecision, QuarantineReason } from "@ratecard/discovery";
import { type Move, termsToJson } from "@ratecard/pricing";
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
      problem: `${quarantine.map(reasonText).join(" and ")}. Tick it in the confirm step, or leave it out.`,
    })),
  });
}

function reasonText(reason: QuarantineReason): string {
  if (reason.kind === "move") return `${reason.field} ${MOVE_TEXT[reason.move]}`;
  const { factor, direction } = reason.suspect;
  const ratio = direction === "times" ? `${factor} times` : `a ${factor}th of`;
  return `${reason.field} is about ${ratio} what ${reason.references.join(" and ")} says, as if in another unit`;
}

const MOVE_TEXT: Record<Move, string> = {
  ordinary: "changes",
  appeared: "appears",
  tenfold: "moves 10 times or more",
  "to-zero": "becomes free",
  "from-zero": "was free",
  vanished: "goes away",
};

const namesOf = (rows: readonly { model: string }[]): string => {
  const named = rows.slice(0, MOST_NAMED).map(({ model }) => model);
  const more = rows.length - named.length;
  return named.join(", ") + (more > 0 ? ` and ${more} more` : "");
};
