/** An instant of a row as the kinds of rules read it: ISO 8601 UTC, milliseconds. */
import { isoInstant } from "@ratecard/prisma";

export const instantOf = (sql: string): string => isoInstant(sql, "MS");
