/** Months and shares as people read them. */
import { addDays } from "@ratecard/contract";

export const lastDayOf = (month: string): string => addDays(`${addDays(`${month}-01`, 31).slice(0, 8)}01`, -1);

/** An empty name means requests without one. */
export const nameOr = (name: string, nothing: string): string => (name === "" ? nothing : name);
