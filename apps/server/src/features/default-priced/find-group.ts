/**
 * All that is known of one group: its candidates beside each other, why each rung missed, what served it, its days.
 * Units   USD as decimal text. Time: days of the ledger, instants ISO 8601 UTC.
 * Errors  NOT_FOUND: no request of these days is of the group any more.
 */
import { addDays, daysInRange, type DayRange, type FindDefaultPriced } from "@ratecard/contract";
import { formatUsd } from "@ratecard/money";
import { explain, type ExplanationJson, explanationToJson, type Units } from "@ratecard/pricing";
import { readOneState, withConnection } from "@ratecard/prisma";
import { DomainError } from "#server/errors/domain-error";
import { usageOf } from "#server/ledger/usage-of-event";
import type { PricesNow } from "#server/pricing/live-prices";
import type { ActingContext } from "#server/services/context";
import { findAliases, findReportedDays, findServed, findUnits, type ReportedDay, type ServedFact } from "./fact-rows";
import { findDays, findGroups, type GroupSums } from "./group-rows";
import { candidatesOf, groupView, type GroupView, rangeOf, reportedOf, unitsOn } from "./list-groups";
import { type CandidateView, type Reported, type RowFacts, usageOfGroup, usd, weighGroup } from "./weigh-group";

/** `exposureUsd`: by the price that is the most probable for the whole group; null: unknown on this day. */
type GroupDay = Pick<GroupView, "requests" | "reports" | "bookedUsd"> &
  Readonly<{ day: string; exposureUsd: string | null }>;

export type GroupEvidence = GroupView &
  Readonly<{
    candidates: readonly CandidateView[];
    served: readonly ServedFact[];
    /** What it consumed other than tokens. */
    units: Units;
    /** Of those that reported one above 0. */
    reported: Readonly<{ usd: string; requests: number }>;
    firstAt: string;
    lastAt: string;
    /** Every day of the range. */
    days: readonly GroupDay[];
    /** Of a request of the average size, as prices are now. */
    explanation: ExplanationJson;
  }>;

export async function findGroup(
  ctx: Pick<ActingContext, "db" | "prices" | "clock">,
  { model, provider = null, reason, ...bounds }: FindDefaultPriced,
): Promise<GroupEvidence> {
  const range = await rangeOf(ctx, bounds);
  const key = { model, provider };
  const read = await withConnection(ctx.db.pool, (client) =>
    readOneState(client, async () => ({
      groups: await findGroups(client, range, reason, key),
      served: await findServed(client, range, reason, key),
      units: await findUnits(client, range, reason, key),
      days: await findDays(client, range, reason, key),
      reportedDays: await findReportedDays(client, range, reason, key),
      aliases: await findAliases(client),
    })),
  );
  const [group] = read.groups;
  if (!group) throw new DomainError("NOT_FOUND", { what: "such group in these days of", name: model });
  const at = ctx.clock().getTime();
  const prices = ctx.prices.now();
  const { settings } = prices;
  const candidates = candidatesOf(key, read.served, read.aliases, { reason, prices, at });
  const weighIn = (sums: GroupSums, facts: RowFacts) => weighGroup(sums, candidates, facts, { settings, at });
  const reported = reportedOf(read.served);
  const units = unitsOn(null, read.units);
  const weighed = weighIn(group, { units, reported });
  const probable = weighed.candidates.find(({ costUsd }) => costUsd !== null);
  return {
    ...groupView(group, weighed, range),
    candidates: weighed.candidates,
    served: read.served,
    units,
    reported: { usd: formatUsd(reported.usd), requests: Number(reported.requests) },
    firstAt: read.served.map(({ firstAt }) => firstAt).sort()[0] ?? "",
    lastAt:
      read.served
        .map(({ lastAt }) => lastAt)
        .sort()
        .at(-1) ?? "",
    days: everyDay(range, read.days, (sums) => {
      const day = sums.firstDay;
      const ofDay = weighIn(sums, { units: unitsOn(day, read.units), reported: reportedOn(day, read.reportedDays) });
      return ofDay.candidates.find((candidate) => isSame(candidate, probable))?.exposureUsd ?? null;
    }),
    explanation: explainAverage(group, prices, at),
  };
}

function explainAverage(group: GroupSums, prices: PricesNow, at: number): ExplanationJson {
  const { model, provider } = group;
  const { tokens, countedRequests } = usageOfGroup(group, undefined);
  const average = (sum: bigint) => (countedRequests === 0n ? undefined : Number(sum / countedRequests));
  const usage = usageOf({ promptTokens: average(tokens.input), completionTokens: average(tokens.output) });
  const { book, catalog, settings, onUnpriced } = prices;
  const request = { model, provider: provider ?? undefined, at, usage };
  return explanationToJson(explain(book, catalog, request, { settings, now: at, onUnpriced }));
}

const isSame = (left: CandidateView, right: CandidateView | undefined): boolean =>
  left.evidence === right?.evidence && left.name === right.name && left.provider === right.provider;

function reportedOn(day: string, reported: readonly ReportedDay[]): Reported {
  const found = reported.find((each) => each.day === day);
  return { usd: usd(found?.usd ?? "0"), requests: BigInt(found?.requests ?? 0) };
}

function everyDay(
  range: DayRange,
  days: readonly GroupSums[],
  exposureOn: (sums: GroupSums) => string | null,
): readonly GroupDay[] {
  const byDay = new Map(days.map((sums) => [sums.firstDay, sums]));
  return Array.from({ length: daysInRange(range) }, (_, index) => {
    const day = addDays(range.from, index);
    const sums = byDay.get(day);
    if (!sums) return { day, requests: 0, reports: 0, bookedUsd: "0", exposureUsd: "0" };
    const { requests, reports, costUsd: bookedUsd } = sums;
    return { day, requests: Number(requests), reports: Number(reports), bookedUsd, exposureUsd: exposureOn(sums) };
  });
}
