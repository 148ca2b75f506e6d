/** Why an import as a whole is refused, with the rows that are to blame. Nothing was written then. */
import { describeHold } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import type { FieldProblem } from "#server/pricing/price-form";
import type { BadRow, GoodRow } from "./decide-price-list";

const MOST_NAMED = 50;

export const badRows = (rows: readonly BadRow[]) =>
  refuse(
    rows.flatMap(({ row, issues }) =>
      issues.map(({ field, problem }) => ({ field: row.place + (field === "" ? "" : `, ${field}`), problem })),
    ),
  );

export const farRows = (rows: readonly GoodRow[]) =>
  refuse(
    rows.map(({ row, model, quarantine }) => ({
      field: `${row.place}, ${model}`,
      problem: `${quarantine.map(describeHold).join(" and ")}. Accept this name if it is meant (acceptFar), or correct the row.`,
    })),
  );

export const filePlan = (problems: readonly FieldProblem[]) => refuse(problems);

function refuse(issues: readonly FieldProblem[]): DomainError<"INVALID_INPUT"> {
  const more = issues.length - MOST_NAMED;
  const rest = { field: "body", problem: `has ${more} more problems. A dry run lists them all.` };
  return new DomainError("INVALID_INPUT", { issues: [...issues.slice(0, MOST_NAMED), ...(more > 0 ? [rest] : [])] });
}
