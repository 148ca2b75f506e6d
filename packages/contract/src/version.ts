/** The version of an entry that was read: of several edits of it one wins, and the others see its row. */
import { z } from "zod";
import { zodMessage } from "./problems/zod-problems";

export const Version = z.int(zodMessage("not-a-version")).positive();
