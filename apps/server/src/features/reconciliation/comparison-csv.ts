/** A comparison as CSV, exactly as the page shows it: totals, parts, findings, models, what is no usage, what was left out. Units: USD as exact decimal text. */
import { stringify } from "csv-stringify/sync";
import { findingSentence, leftOutSentence, VARIANCE_PARTS } from "@ratecard/invoices";
import { safeCell } from "#server/entries/price-csv";
import type { KeptComparison } from "./kept-comparison";

export function comparisonCsv({
  invoiceUsd,
  ledgerUsd,
  varianceUsd,
  parts,
  findings,
  models,
  notUsage,
  otherServices = [],
}: KeptComparison): string {
  const noParts = VARIANCE_PARTS.map(() => "");
  return stringify([
    ["part", "name", "invoiceUsd", "ledgerUsd", "varianceUsd", "says", ...VARIANCE_PARTS],
    ["total", "", invoiceUsd, ledgerUsd, varianceUsd, "", ...VARIANCE_PARTS.map((part) => parts[part])],
    ...findings.map((finding) => [
      "finding",
      safeCell(finding.name),
      "",
      "",
      finding.usd,
      safeCell(findingSentence(finding, varianceUsd)),
      ...noParts,
    ]),
    ...models.map((model) => [
      "model",
      safeCell(model.name),
      model.invoiceUsd,
      model.ledgerUsd,
      model.varianceUsd,
      safeCell(model.billedNames.join(", ")),
      ...VARIANCE_PARTS.map((part) => model.parts[part]),
    ]),
    ...notUsage.map(({ label, usd }) => ["not-usage", safeCell(label), usd, "0", usd, "", ...noParts]),
    ...otherServices.map(({ label, usd, lines }) => [
      "left-out",
      safeCell(label),
      usd,
      "",
      "",
      safeCell(leftOutSentence(label, lines)),
      ...noParts,
    ]),
  ]);
}
