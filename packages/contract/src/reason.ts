/** Why something was done, in the words of who did it; kept in the history and the audit log. */
import { z } from "zod";

const LONGEST_REASON = 500;

export const Reason = z
  .string()
  .trim()
  .max(LONGEST_REASON, `must have at most ${LONGEST_REASON} characters`)
  .optional();
