/** Why a sync as a whole is refused, with the rows that are to blame. Nothing was written then. */
import { describeHold, type SyncChoice } from "@ratecard/contract";
import type { SyncDecision } from "@ratecard/discovery";
import { termsToJson } from "@ratecard/pricing";
import type { Entry } from "#server/batches/standing-entries";
import { DomainError } from "#server/errors/domain-error";

const MOST_NAMED = 3;
const MOST_ROWS = 200;

/** `current` lists the rows that moved, with their price as it stands now; null: there is no entry. */
export function syncMoved(
  models: readonly string[],
  entries: ReadonlyMap<string, Entry>,
): DomainError<"VERSION_MOVED"> {
  const more = models.length - MOST_NAMED;
  const current = models.slice(0, MOST_ROWS).map((model) => {
    const entry = entries.get(model);
    return { model, version: entry?.version ?? null, terms: entry ? termsToJson(entry.terms) : null };
  });
  const name = models.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
  return new DomainError("VERSION_MOVED", { what: "price, or the base, of", name, current });
}

export const ticksMissing = (rows: readonly SyncDecision[]): DomainError<"INVALID_INPUT"> =>
  invalid(
    rows.map(({ model, holds }) => ({
      field: model,
      problem: `${[...new Set(holds.map(describeHold))].join(" and ")}. Tick it in the preview, or leave it out.`,
    })),
  );

export const noSuchChoice = (
  choices: readonly SyncChoice[],
  problem: string | ((model: string) => string),
): DomainError<"INVALID_INPUT"> =>
  invalid(
    choices.map(({ model }) => ({
      field: `choices.${model}`,
      problem: typeof problem === "string" ? problem : problem(model),
    })),
  );

const invalid = (issues: readonly { field: string; problem: string }[]) =>
  new DomainError("INVALID_INPUT", { issues: issues.slice(0, MOST_ROWS) });
