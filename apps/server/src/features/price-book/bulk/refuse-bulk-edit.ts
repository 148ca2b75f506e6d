/** Why a bulk edit as a whole is refused, with the rows that are to blame. Nothing was written then. */
import type { BulkChange } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import { type BulkDecision, readFactor } from "./decide-bulk-edit";
import type { StoredPrice } from "../rows";

const MOST_NAMED = 3;
const MOST_ROWS = 200;

export function checkFactor(change: BulkChange): void {
  const read = change.kind === "multiply" ? readFactor(change.factor) : null;
  if (read && "problem" in read) throw invalid([{ field: "change.factor", problem: read.problem }]);
}

/** `current` lists the rows that moved, as they stand now; null: it was deleted. */
export function rowsMoved(models: readonly string[], standing: ReadonlyMap<string, StoredPrice>): DomainError {
  const more = models.length - MOST_NAMED;
  return new DomainError("VERSION_MOVED", {
    what: "price",
    name: models.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : ""),
    current: models.slice(0, MOST_ROWS).map((model) => ({ model, entry: standing.get(model)?.view ?? null })),
  });
}

export const rowsRefused = (rows: readonly BulkDecision[]): DomainError =>
  invalid(rows.map(({ model, notes }) => ({ field: model, problem: `${notes.join(" ")} Or leave it out.` })));

export const rowsUnticked = (rows: readonly BulkDecision[]): DomainError =>
  invalid(
    rows.map(({ model, quarantine }) => ({
      field: model,
      problem: `${quarantine.map(({ field }) => field).join(", ")} moves 10 times or more, or to or from zero. Tick it in the preview, or leave it out.`,
    })),
  );

const invalid = (issues: readonly { field: string; problem: string }[]): DomainError =>
  new DomainError("INVALID_INPUT", { issues: issues.slice(0, MOST_ROWS) });
