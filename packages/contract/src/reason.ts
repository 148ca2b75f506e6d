/** Why something was done, in the words of who did it; kept in the history and the audit log. */
import { z } from "zod";
import { isPrintableOnLines } from "./printable";
import { zodMessage } from "./problems/zod-problems";

const LONGEST_REASON = 500;

const Words = z
  .string(zodMessage("wrong-type", { expected: "text" }))
  .trim()
  .max(LONGEST_REASON, zodMessage("too-long", { most: LONGEST_REASON }))
  .refine(isPrintableOnLines, zodMessage("unprintable"));

export const Reason = Words.optional();

/** Where nothing is done without one. */
export const GivenReason = Words.refine((text) => text !== "", zodMessage("no-reason"));
