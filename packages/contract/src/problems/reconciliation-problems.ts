/** Invoices that are compared with the ledger: what forbids to read one, or to compare it. */
import type { ProblemTable } from "./problem-table";

export const RECONCILIATION_PROBLEMS = {
  "no-invoice-line": () => "holds no line with a cost. Choose an export of costs.",
  "only-other-services": ({ service }: { service: string }) =>
    `has only lines of other services, as ${service}. Export the costs of the service that runs your models.`,
  "invoice-not-text": ({ kind }: { kind: string }) =>
    `is ${kind}, and only text is read. Export the costs as CSV or JSON, or save the sheet as CSV.`,
  "part-without-column": ({ column, first }: { column: string; first: string }) =>
    `has no column "${column}", which ${first} has. Parts of one invoice need the same columns: export it again with them, or compare it by itself.`,
  "part-given-twice": ({ first }: { first: string }) =>
    `holds the same as ${first}, so its costs would count twice. Choose each part once.`,
  "usage-not-costs": () =>
    "counts what was used and has no costs. Export the costs of the same days, or bring it under Usage import.",
  "costs-by-column": () =>
    "has a column for each service, and tells no usage. Export a line for each, as AWS' Data Exports (CUR 2.0 or FOCUS) do.",
  "unknown-invoice": () =>
    "is no export of costs that is known by its columns. Say what each holds: a day, a model and a cost at least.",
  "no-invoice-field": ({ field }: { field: string }) =>
    `is taken from no column, and every line needs it. Choose the column that holds ${field}.`,
  "not-an-invoice-field": ({ given, fields }: { given: string; fields: readonly string[] }) =>
    `"${given}" is no field of an invoice. Fields are ${fields.join(", ")}.`,
  "no-invoice-day": () => "is empty, and every line needs one. Group the export by day, then export it again.",
  "not-an-invoice-day": ({ given }: { given: string }) =>
    `holds "${given}", which is no day. Write days as 2026-01-31, months as 2026-01.`,
  "last-day-before-day": () => "lies before the first day. Swap them.",
  "not-an-invoice-amount": ({ given }: { given: string }) =>
    `holds "${given}", which is no amount. Say whether decimals follow a comma or a point.`,
  "not-a-currency": () => "is no currency. Write its three letters, as EUR.",
  "not-a-currency-rate": () => "is no rate. Write what one unit of the currency is in USD, as 1.08.",
  "no-currency-rate": ({ currency }: { currency: string }) =>
    `is missing: the invoice is in ${currency} and the ledger in USD. Say what 1 ${currency} is in USD, as 1.08.`,
  "mixes-currencies": ({ currencies }: { currencies: readonly string[] }) =>
    `has costs in ${currencies.join(" and ")}. Export each currency by itself.`,
  "too-many-invoice-sums": ({ most }: { most: number }) =>
    `has more than ${most} sums of a day, a name and a kind. Export a shorter time.`,
  "not-a-digest": () => "is no SHA-256. Send its 64 hexadecimal digits.",
  "invoice-compared-before": ({ day, by }: { day: string; by: string }) =>
    `was compared before, by ${by} on ${day}. Open that reconciliation and compare it again, or delete it first.`,
  "not-an-invoice-name": () => "is no name on this invoice. Choose one that it has.",
} satisfies ProblemTable;
