/** A comparison with what of the ledger belongs to it, as it is kept. */
import type { Comparison } from "@ratecard/invoices";
import type { ClosedMonth } from "./month-rows";

export type KeptComparison = Comparison &
  Readonly<{
    /** Of the ledger's days. */
    ledgerZone: string;
    months: readonly ClosedMonth[];
    /** Of all requests of these days, compared or not. */
    bookedProviders: readonly string[];
    /** Names of the ledger in these days, to map to. */
    bookedNames: readonly string[];
    /** The invoice's name -> the ledger's, of those on this invoice. */
    mapped: Readonly<Record<string, string>>;
    /** Names of the invoice that matched nothing -> names of the ledger that are near, nearest first. Missing: compared before this was kept. */
    near?: Readonly<Record<string, readonly string[]>>;
  }>;
