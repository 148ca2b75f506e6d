/** Of which zone the days of the ledger are. */
import { z } from "zod";
import { zodMessage } from "./problems/zod-problems";

const LONGEST_ZONE = 64;

/** An IANA name. Which of them there are, the server and its database say. */
export const ChangeLedgerZone = z.strictObject({
  zone: z
    .string(zodMessage("wrong-type", { expected: "text" }))
    .max(LONGEST_ZONE, zodMessage("not-a-zone"))
    .regex(/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/, zodMessage("not-a-zone")),
});
export type ChangeLedgerZone = z.output<typeof ChangeLedgerZone>;

/** The kind of the job that sums all days anew. */
export const RESUM_JOB = "ledger.resum";
