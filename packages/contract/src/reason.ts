/** Why something was done, in the words of who did it; kept in the history and the audit log. */
import { z } from "zod";

const LONGEST_REASON = 500;

/** Control characters but line breaks and tabs, and halves of surrogate pairs. */
const UNPRINTABLE = /[^\P{Cc}\t\r\n]|\p{Cs}/u;

export const Reason = z
  .string("must be text")
  .trim()
  .max(LONGEST_REASON, `must have at most ${LONGEST_REASON} characters`)
  .refine((text) => !UNPRINTABLE.test(text), "must not hold control characters or broken Unicode. Remove them.")
  .optional();
