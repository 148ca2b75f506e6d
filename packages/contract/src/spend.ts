/**
 * Inputs of the spend screens and of the analytics call.
 * Filters each is one name or several of which any may hold, or several of which none may; the empty name means requests without one.
 * Time    days of the ledger, both ends included.
 * Errors  a range that is turned round or longer than 400 days is refused with a sentence.
 */
import { z } from "zod";
import { Name } from "./name";
import { LEDGER_SOURCES, LedgerSource } from "./usage";
import { isPrintable } from "./printable";
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

/** `day` moved by whole days. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

export function checkRange(range: { from?: string | undefined; to?: string | undefined }, ctx: z.RefinementCtx): void {
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

/** What spend is grouped and filtered by. A request with several tags counts under each of them. */
export const SPEND_DIMENSIONS = ["model", "provider", "source", "team", "user", "key", "tag"] as const;
export type SpendDimension = (typeof SPEND_DIMENSIONS)[number];

const MOST_NAMES = 50;
/** Those of a chart, and of the one that its Other leads to, and so on: they have to fit a URL. */
export const MOST_LEFT_OUT = 200;
const oneOrSeveral = <Schema extends z.ZodType<string>>(name: Schema, message: string, most = MOST_NAMES) =>
  z
    .union(
      [
        name,
        z
          .array(name)
          .max(most, zodMessage("too-many", { most, of: "names" }))
          .readonly(),
      ],
      message,
    )
    .transform((names): readonly z.output<Schema>[] => (typeof names === "string" ? [names] : names))
    .optional();

const NameOrNone = z.string().superRefine((text, ctx) => {
  if (text === "") return;
  for (const { message } of Name.safeParse(text).error?.issues ?? []) ctx.addIssue({ code: "custom", message });
});
const Names = oneOrSeveral(NameOrNone, zodMessage("not-names"));
const NamesLeftOut = oneOrSeveral(NameOrNone, zodMessage("not-names"), MOST_LEFT_OUT);
const Sources = oneOrSeveral(LedgerSource, zodMessage("not-one-of", { options: LEDGER_SOURCES }));

/** By which filter names are left out. Not by tag: a request with several is under one that is left out, and under others. */
export const LEFT_OUT_BY = {
  model: "notModel",
  provider: "notProvider",
  source: "notSource",
  team: "notTeam",
  user: "notUser",
  key: "notKey",
} as const satisfies Partial<Record<SpendDimension, string>>;

export const SPEND_FILTERS = {
  model: Names,
  provider: Names,
  source: Sources,
  team: Names,
  user: Names,
  key: Names,
  tag: Names.refine((tags) => (tags?.length ?? 0) <= 1, zodMessage("several-tags")),
  notModel: NamesLeftOut,
  notProvider: NamesLeftOut,
  notSource: Sources,
  notTeam: NamesLeftOut,
  notUser: NamesLeftOut,
  notKey: NamesLeftOut,
};
export const SPEND_FILTER_NAMES = z.keyof(z.object(SPEND_FILTERS)).options;
export type SpendFilters = z.output<z.ZodObject<typeof SPEND_FILTERS>>;

/** Days and filters together. */
export type SpendScope = DayRange & SpendFilters;
export const SPEND_SCOPE = { from: Day, to: Day, ...SPEND_FILTERS };

/** `month`, `year`: the same days, so many months before. */
export const COMPARISONS = ["previous", "month", "year", "none"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Compared with the period of equal length before it, unless `compare` says something else. */
export const DashboardQuery = z
  .strictObject({ ...SPEND_SCOPE, compare: z.enum(COMPARISONS).optional() })
  .superRefine(checkRange);
export type DashboardQuery = z.output<typeof DashboardQuery>;

export const RankingQuery = z
  .strictObject({ ...SPEND_SCOPE, compare: z.enum(COMPARISONS).optional(), by: z.enum(SPEND_DIMENSIONS) })
  .superRefine(checkRange);
export type RankingQuery = z.output<typeof RankingQuery>;

const Search = z.string().max(255).refine(isPrintable, zodMessage("unprintable")).default("");

/** Names to filter by: those with usage in these days that hold `search`, most used first. */
export const SpendNamesQuery = z
  .strictObject({ from: Day, to: Day, by: z.enum(SPEND_DIMENSIONS), search: Search })
  .superRefine(checkRange);
export type SpendNamesQuery = z.output<typeof SpendNamesQuery>;

export const ANALYTICS_GROUPS = ["day", "week", "month", ...SPEND_DIMENSIONS] as const;
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
  .strictObject({ from: Day.optional(), to: Day.optional(), groupBy: Groups.default(["model"]), ...SPEND_FILTERS })
  .superRefine(checkRange);
export type AnalyticsQuery = z.output<typeof AnalyticsQuery>;
