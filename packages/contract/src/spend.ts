/**
 * Inputs of the spend screens and of the analytics call.
 * Time    days of UTC, both ends included.
 * Errors  a range that is turned round or longer than 400 days is refused with a sentence.
 */
import { z } from "zod";
import { Name } from "./name";
import { LedgerSource } from "./usage";
import { zodMessage } from "./problems/zod-problems";

export const LONGEST_RANGE_DAYS = 400;
const DAY_MS = 86_400_000;

const FIRST_DAY = "2000-01-01";
const LAST_DAY = "2999-12-31";

export const Day = z.iso
  .date(zodMessage("not-a-day"))
  .refine((day) => day >= FIRST_DAY && day <= LAST_DAY, zodMessage("year-out-of-range", { first: 2000, last: 2999 }));

export const DayRange = z.strictObject({ from: Day, to: Day }).superRefine(checkRange);
export type DayRange = z.output<typeof DayRange>;

/** 1 for a single day. */
export const daysInRange = ({ from, to }: DayRange): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** `day` moved by whole days, in UTC. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

function checkRange(range: { from?: string | undefined; to?: string | undefined }, ctx: z.RefinementCtx): void {
  if (range.from === undefined || range.to === undefined) return;
  const days = daysInRange({ from: range.from, to: range.to });
  if (days < 1) ctx.addIssue({ code: "custom", path: ["to"], message: zodMessage("range-turned-round") });
  if (days > LONGEST_RANGE_DAYS) {
    ctx.addIssue({
      code: "custom",
      path: ["from"],
      message: zodMessage("range-too-long", { days, mostDays: LONGEST_RANGE_DAYS }),
    });
  }
}

export const ANALYTICS_GROUPS = ["day", "month", "model", "provider", "source"] as const;
export type AnalyticsGroup = (typeof ANALYTICS_GROUPS)[number];

const Groups = z
  .string()
  .transform((text) => text.split(",").filter((group) => group !== ""))
  .pipe(
    z
      .array(z.enum(ANALYTICS_GROUPS, zodMessage("not-one-of", { options: ANALYTICS_GROUPS })))
      .refine((groups) => new Set(groups).size === groups.length, zodMessage("repeats")),
  )
  .meta({
    description: `Any of ${ANALYTICS_GROUPS.join(", ")}, comma-separated; model without it; empty for the total only.`,
  });

/** As text, because it is a query string. Without days: the last 30. */
export const AnalyticsQuery = z
  .strictObject({
    from: Day.optional(),
    to: Day.optional(),
    groupBy: Groups.default(["model"]),
    model: Name.optional(),
    provider: Name.optional(),
    source: LedgerSource.optional(),
  })
  .superRefine(checkRange);
export type AnalyticsQuery = z.output<typeof AnalyticsQuery>;
