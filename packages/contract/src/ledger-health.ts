/** What the ledger is checked for, and how its health is read. Time: days of the ledger. */
import { z } from "zod";
import { zodMessage } from "./problems/zod-problems";

/** `repair`: sums that differ from their rows are made to follow them. */
export const VerifyLedger = z.strictObject({ repair: z.boolean(zodMessage("not-a-boolean")).default(false) });
export type VerifyLedger = z.output<typeof VerifyLedger>;

/** The kind of its job. */
export const VERIFY_JOB = "ledger.verify";
