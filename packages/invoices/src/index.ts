/** Invoices and exports of costs: their sums, which names of the ledger they mean, and why both differ. Pure. */
export { usdOf as billedUsd } from "./billed-kinds";
export { type ComparedModel, type Comparison, comparisonOf, type Finding } from "./comparison";
export { findingSentence, firstSentence, leftOutSentence, KIND_WORDS, PART_WORDS } from "./finding-sentence";
export { providersOf } from "./formats/invoice-formats";
export { type InvoicePart, nameOfParts } from "./invoice-parts";
export { type OpenedInvoice, openInvoice } from "./open-invoice";
export { reconcile, VARIANCE_PARTS, type VariancePart } from "./reconcile";
export type { LedgerModel } from "./split/ledger-model";
export type { SummedInvoice } from "./sum-parts";
