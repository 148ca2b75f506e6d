/** The version of an entry that was read: of several edits of it one wins, and the others see its row. */
import { z } from "zod";

export const Version = z.int("must be the version that was read, a whole number").positive();
