/**
 * The file of charges for other cost tools, in the form of FOCUS.
 * Time    days of the ledger, both ends included. Filters: as everywhere in spend.
 */
import { z } from "zod";
import { checkRange, SPEND_SCOPE } from "./spend";

/** The version of FOCUS that the file follows. */
export const FOCUS_VERSION = "1.2";

/** Tells how many requests the file leaves out, because nobody knows what they cost. */
export const UNPRICED_HEADER = "ratecard-requests-without-cost";
/** The same of reports in sums that do not tell how many requests they are of. */
export const UNPRICED_REPORTS_HEADER = "ratecard-reports-without-cost";

export const FocusQuery = z.strictObject(SPEND_SCOPE).superRefine(checkRange);
export type FocusQuery = z.output<typeof FocusQuery>;
