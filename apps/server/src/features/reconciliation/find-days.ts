/**
 * One compared model day by day, as the invoice and the ledger have it now. Units: USD as exact decimal text.
 * Time    a line of several days stands under its first one; days of the ledger are of its own zone.
 */
import { billsModel, type InvoiceSum, type ReconciledModel } from "@ratecard/contract";
import { formatUsd, type PicoUsd, subtract, ZERO, add } from "@ratecard/money";
import { billedUsd } from "@ratecard/invoices";
import { DomainError } from "#server/errors/domain-error";
import type { Services } from "#server/services/context";
import { readDays } from "./ledger-rows";
import { amountOf } from "./read-ledger";
import { findReconciliation } from "./reconciliations";
import { findSums } from "./rows";

export type ComparedDay = Readonly<{ day: string; invoiceUsd: string; ledgerUsd: string; varianceUsd: string }>;

export async function findDays(
  services: Pick<Services, "db">,
  { id, model }: ReconciledModel,
): Promise<readonly ComparedDay[]> {
  const row = await findReconciliation(services, { id });
  const compared = row.comparison.models.find(({ name }) => name === model);
  if (!compared) throw new DomainError("NOT_FOUND", { what: "model of this reconciliation", name: model });
  const sums = await findSums(services.db.pool, id);
  const billed = byDay(
    sums.filter((sum) => billsModel(sum.kind) && compared.billedNames.includes(sum.model)),
    ({ day, cost }: InvoiceSum) => [day, billedUsd(cost, row.usdPerUnit)],
  );
  const days = await readDays(services.db.pool, row, compared.bookedNames);
  const booked = byDay(days, ({ day, costUsd }) => [day, amountOf(costUsd)]);
  return [...new Set([...billed.keys(), ...booked.keys()])].toSorted().map((day) => {
    const [invoice, ledger] = [billed.get(day) ?? ZERO, booked.get(day) ?? ZERO];
    return {
      day,
      invoiceUsd: formatUsd(invoice),
      ledgerUsd: formatUsd(ledger),
      varianceUsd: formatUsd(subtract(invoice, ledger)),
    };
  });
}

function byDay<Row>(rows: readonly Row[], of: (row: Row) => [day: string, usd: PicoUsd]): ReadonlyMap<string, PicoUsd> {
  const days = new Map<string, PicoUsd>();
  for (const row of rows) {
    const [day, usd] = of(row);
    days.set(day, add(days.get(day) ?? ZERO, usd));
  }
  return days;
}
