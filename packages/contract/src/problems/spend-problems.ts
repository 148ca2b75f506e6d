/** Questions of spend that cannot be answered as they are. */
import type { ProblemTable } from "./problem-table";

export const SPEND_PROBLEMS = {
  "several-tags": () => "must be one tag, because a request may have several. Leave the others out.",
  "no-other-group": () => "must come after a group, and be another one.",
  "not-a-budget": () => "must be an amount in USD above 0, as 250 or 99.50, with at most 12 decimals.",
  "budget-named": () => "must be empty for the budget of all requests. Choose a team or a model, or leave it out.",
  "too-many-to-add-up": ({ by, count, most }: { by: readonly string[]; count: number; most: number }) =>
    `has ${count} requests to add up one by one, as nothing is summed by ${by.join(" and ")} together; at most ${most} are. Shorten the range, or filter by model, team, user or key.`,
  "too-many-to-look-through": ({ count, most }: { count: number; most: number }) =>
    `has ${count} requests to look through one by one; at most ${most} are. Shorten the days, filter by model, team, user or key, or sort by time without a range.`,
  "no-request-of-name": ({ given, from, to, near }: DaysOfName & { near: readonly string[] }) =>
    `is "${given}", and no request ${onDays(from, to)} has that name. ${near.length === 0 ? "Take a name as the requests of these days have it" : `Did you mean ${near.join(" or ")}? Take a name as the requests have it`}.`,
  "no-price-in-days": ({ given, from, to }: DaysOfName) =>
    `is "${given}", which has no price ${onDays(from, to)}. Check how it is written, or set a price for it that begins earlier.`,
  "requests-not-kept": ({ from }: { from: string }) =>
    `begins before ${from}: requests from before that day are no longer kept, only their sums are. Begin on ${from} or later, or ask for what there are sums of.`,
} satisfies ProblemTable;

type DaysOfName = Readonly<{ given: string; from: string; to: string }>;

const onDays = (from: string, to: string): string => (from === to ? `on ${from}` : `from ${from} to ${to}`);
