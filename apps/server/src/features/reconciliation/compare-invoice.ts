/** An invoice's sums against the ledger as it stands now. What is answered is what is kept, shown and exported. */
import type { InvoiceFormat, InvoiceSum } from "@ratecard/contract";
import { type Comparison, comparisonOf, type LedgerModel, reconcile } from "@ratecard/invoices";
import { comparableNames, nearestOf } from "@ratecard/pricing";
import type { Services } from "#server/services/context";
import type { KeptComparison } from "./kept-comparison";
import { readLedger } from "./read-ledger";
import { findNames } from "./rows";

export type Invoice = Readonly<{
  format: InvoiceFormat;
  usdPerUnit: string | null;
  zone: string;
  from: string;
  to: string;
  providers: readonly string[];
}>;

export async function compareInvoice(
  services: Pick<Services, "db" | "prices" | "clock">,
  { format, usdPerUnit, ...scope }: Invoice,
  sums: readonly InvoiceSum[],
): Promise<KeptComparison> {
  const mapped = await findNames(services.db.pool, format);
  const { zone, providers, models, months } = await readLedger(services, scope);
  const names = new Set(sums.map(({ model }) => model));
  const comparison = comparisonOf(reconcile({ sums, usdPerUnit, ledger: models, mapped }));
  return {
    ...comparison,
    ledgerZone: zone,
    months,
    bookedProviders: providers,
    bookedNames: models.map(({ model }) => model).toSorted(),
    mapped: Object.fromEntries([...mapped].filter(([name]) => names.has(name))),
    near: nearOf(comparison, models),
  };
}

function nearOf({ models }: Comparison, booked: readonly LedgerModel[]): Readonly<Record<string, readonly string[]>> {
  const known = comparableNames(booked.map(({ model }) => model));
  const missed = models.flatMap(({ billedNames, bookedNames }) => (bookedNames.length === 0 ? billedNames : []));
  const near = missed.map((name) => [name, nearestOf(name, known).map(({ name: found }) => found)] as const);
  return Object.fromEntries(near.filter(([, found]) => found.length > 0));
}
