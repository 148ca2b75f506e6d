/** Months of the ledger: which are closed, by which statement, and what corrected them later. Time: days and months of the ledger. */
import { z } from "zod";
import { zodMessage } from "./problems/zod-problems";
import { GivenReason } from "./reason";
import { Cursor, Direction } from "./requests";
import { checkRange, Day } from "./spend";

export const Month = z.string(zodMessage("not-a-month")).regex(/^2\d{3}-(0[1-9]|1[0-2])$/, zodMessage("not-a-month"));

export const OneMonth = z.strictObject({ month: Month });
export type OneMonth = z.output<typeof OneMonth>;

/** `note`: what whoever closes has to say of it; it stands in the statement. */
export const MonthNote = z.strictObject({ note: GivenReason });
export const CloseMonth = OneMonth.extend(MonthNote.shape);
export type CloseMonth = z.output<typeof CloseMonth>;

export const ReopenReason = z.strictObject({ reason: GivenReason });
export const ReopenMonth = OneMonth.extend(ReopenReason.shape);
export type ReopenMonth = z.output<typeof ReopenMonth>;

const CORRECTIONS_A_PAGE = 100;

/** Corrections that are posted in these days, newest first. */
export const ListCorrections = z
  .strictObject({
    from: Day,
    to: Day,
    cursor: Cursor,
    direction: Direction,
    limit: z.int().min(1).max(CORRECTIONS_A_PAGE).default(CORRECTIONS_A_PAGE),
  })
  .superRefine(checkRange);
export type ListCorrections = z.output<typeof ListCorrections>;
