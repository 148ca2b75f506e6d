/**
 * A day cost far more than the same weekday usually does.
 * Rule    more than `percent` of the median of the same weekday in the `weeks` weeks before, and more than the floor. Days without
 *         usage count as 0, from the first day of the name on; with fewer than three such weekdays nothing is said.
 * Units   pico-USD, exact; the median of an even count is compared doubled, so that nothing is halved.
 */
import { addDays, type CheckOf } from "@ratecard/contract";
import { compare, picoUsd, toPico } from "@ratecard/money";
import { type AlertKindRule, exactOf, type Finding, readableOf, type Reading, type Span, usdOf } from "./alert-kind";
import { exploreLink, namesBefore, scopeWords, type SpendOfDay, spendOfDays } from "./spend-of-days";

const LEAST_WEEKDAYS = 3;
const WEEK = 7;

type Check = CheckOf<"unusual-spend">;
/** `older`: names that were used before these days. */
type Facts = Readonly<{ days: readonly SpendOfDay[]; older: ReadonlySet<string> }>;

export const unusualSpend: AlertKindRule<"unusual-spend", Facts> = {
  load: loadFacts,
  decide: ({ days, older }, check, span) =>
    byName(days).flatMap((ofName) => unusualDays(ofName, older.has(ofName[0]?.name ?? ""), check, span)),
  noHistory: null,
};

async function loadFacts(reading: Reading, check: Check, { from, to }: Span): Promise<Facts> {
  const first = addDays(from, -WEEK * check.weeks);
  const days = await spendOfDays(reading, check, { from: first, to });
  const late = byName(days).filter((ofName) => (ofName[0]?.day ?? "") > first && (ofName.at(-1)?.day ?? "") >= from);
  const names = late.map((ofName) => ofName[0]?.name ?? "");
  return { days, older: await namesBefore(reading, check.of, names, first) };
}

function unusualDays(
  days: readonly SpendOfDay[],
  isOlder: boolean,
  { of, percent, weeks, floorUsd }: Check,
  { from }: Span,
): readonly Finding[] {
  const costs = new Map(days.map(({ day, costUsd }) => [day, toPico(usdOf(costUsd))]));
  const firstDay = isOlder ? "" : (days[0]?.day ?? from);
  return days.flatMap(({ name, day, costUsd }) => {
    if (day < from || compare(usdOf(costUsd), usdOf(floorUsd)) <= 0) return [];
    const before = Array.from({ length: weeks }, (_, index) => addDays(day, -WEEK * (index + 1)));
    const usual = before.filter((weekday) => weekday >= firstDay).map((weekday) => costs.get(weekday) ?? 0n);
    if (usual.length < LEAST_WEEKDAYS) return [];
    const doubled = doubledMedian(usual);
    if (toPico(usdOf(costUsd)) * 200n <= doubled * BigInt(percent)) return [];
    const limit = exactOf(picoUsd((doubled * BigInt(percent)) / 200n));
    const median = exactOf(picoUsd(doubled / 2n));
    return [
      {
        subject: name,
        period: day,
        title: `${scopeWords(of, name)}: ${readableOf(costUsd)} on ${day}, usually ${readableOf(median)}`,
        detail: `More than ${percent} % of the median of the same weekday in the ${usual.length} weeks before.`,
        value: costUsd,
        limit,
        unit: "usd",
        link: exploreLink({ of, name }, addDays(day, -WEEK * weeks), day),
      },
    ];
  });
}

function byName(days: readonly SpendOfDay[]): readonly (readonly SpendOfDay[])[] {
  const groups = new Map<string, SpendOfDay[]>();
  for (const day of days) {
    const group = groups.get(day.name);
    if (group) group.push(day);
    else groups.set(day.name, [day]);
  }
  return [...groups.values()];
}

/** Twice the median: of an even count the sum of the two in the middle. */
function doubledMedian(amounts: readonly bigint[]): bigint {
  const sorted = amounts.toSorted((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] ?? 0n) + (sorted[Math.floor(middle)] ?? 0n);
}
