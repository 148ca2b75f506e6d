/**
 * Names of a what-if at another model's price: one that is written wrong would answer that nothing is different, or the price of the
 * default entry.
 * Time    days of the ledger, both ends included.
 * Errors  INVALID_INPUT for a name that no request of these days has, whatever they are filtered by; and for one without a price then.
 */
import { type FieldProblem, fieldProblem, type WhatIfQuestion } from "@ratecard/contract";
import { comparableNames, nearestOf, resolve } from "@ratecard/pricing";
import { DomainError } from "#server/errors/domain-error";
import type { Alternative, LedgerDay } from "./replay";

type Asked = Readonly<{
  question: WhatIfQuestion;
  days: readonly LedgerDay[];
  /** Names of requests that are asked about, and of all requests of these days. */
  names: readonly string[];
  allNames: () => Promise<readonly string[]>;
}>;

export async function checkNames(
  { question: { from, to, change }, days, names, allNames }: Asked,
  { after: { book, catalog } }: Alternative,
): Promise<void> {
  if (change.kind !== "models") return;
  const isUsed = new Set(names);
  const used = change.models.every(({ model }) => isUsed.has(model)) ? names : await allNames();
  const isPriced = (model: string) =>
    days.some((day) =>
      [day.from, day.until - 1].some((at) => resolve(book, catalog, { model, at }, "error").source !== "none"),
    );
  const issues = change.models.flatMap(({ model, as }, index): readonly FieldProblem[] => {
    const of = (field: string) => `change.models.${index}.${field}`;
    const near = used.includes(model) ? null : nearestOf(model, comparableNames(used)).map(({ name }) => name);
    return [
      ...(near ? [fieldProblem(of("model"), "no-request-of-name", { given: model, from, to, near })] : []),
      ...(isPriced(as) ? [] : [fieldProblem(of("as"), "no-price-in-days", { given: as, from, to })]),
    ];
  });
  if (issues.length > 0) throw new DomainError("INVALID_INPUT", { issues });
}
