/**
 * The queue: groups of requests that were priced by a guess, the largest probable loss first.
 * Units   USD and token sums as decimal text. Time: days of the ledger.
 * Errors  INVALID_INPUT for days whose requests are no longer kept. A group that nothing is known of is none: it says so, and stands
 *         behind those with a known exposure.
 */
import {
  addDays,
  type CountDefaultPriced,
  type DayRange,
  daysInRange,
  type ListDefaultPriced,
  QUEUE_REASONS,
  type QueueReason,
} from "@ratecard/contract";
import { add, formatUsd, ZERO } from "@ratecard/money";
import { byExposure, type Exposure, type PriceCandidate, type PriceEvidence, type Units } from "@ratecard/pricing";
import { readOneState, withConnection } from "@ratecard/prisma";
import { requireKept } from "#server/ledger/kept-days";
import { readZone } from "#server/ledger/ledger-days";
import { takeTurns } from "#server/pricing/take-turns";
import type { ActingContext } from "#server/services/context";
import { findCandidates } from "./candidates";
import { type AliasFact, findAliases, findServed, findUnits, type ServedFact, type UnitFact } from "./fact-rows";
import { countReasons, daysOfStep, findGroups, type GroupKey, type GroupSums, isSummed } from "./group-rows";
import { findIgnored } from "./ignored-rows";
import { countOpen } from "./proposal-rows";
import { type Reported, type Weighed, weighGroup, usd } from "./weigh-group";

export type GroupView = GroupKey &
  Readonly<{
    requests: number;
    /** In sums, and not telling how many requests they are of: none of the requests is of them. */
    reports: number;
    tokens: string;
    bookedUsd: string;
    firstDay: string;
    lastDay: string;
    /** Requests in each step of the range, at most 30 of equally many days. */
    trend: readonly number[];
    /** Probable cost minus booked; null: unknown. Negative: too much was booked. */
    exposure: Readonly<{ lowUsd: string; probableUsd: string; highUsd: string }> | null;
    /** What speaks for the most probable price; of several the first that has a cost. */
    evidence: Readonly<{ kind: PriceEvidence; name: string | null; reason: string }> | null;
    /** Its name has a price by now, and a cost by it: what is left to do is to re-cost what was booked. */
    isPricedNow: boolean;
  }>;

export type GroupList = Readonly<{ range: DayRange; reason: QueueReason; groups: readonly GroupView[] }>;

type Ctx = Pick<ActingContext, "db" | "prices" | "clock">;

export async function listGroups(ctx: Ctx, { reason, ...days }: ListDefaultPriced): Promise<GroupList> {
  const range = await rangeOf(ctx, days);
  const { db, prices, clock } = ctx;
  const read = await withConnection(db.pool, (client) =>
    readOneState(client, async () => ({
      groups: await findGroups(client, range, reason),
      served: await findServed(client, range, reason),
      units: await findUnits(client, range, reason),
      aliases: await findAliases(client),
      ignored: new Set((await findIgnored(client)).map(keyOf)),
    })),
  );
  const served = byGroup(read.served);
  const units = byGroup(read.units);
  const now = prices.now();
  const at = clock().getTime();
  const turn = takeTurns();
  const ranked = [];
  for (const group of read.groups) {
    if (read.ignored.has(keyOf(group))) continue;
    const facts = { served: served.get(keyOf(group)) ?? [], units: units.get(keyOf(group)) ?? [] };
    const weighed = weigh(group, facts, read.aliases, { reason, prices: now, at });
    ranked.push({ view: groupView(group, weighed, range), ...rankOf(group, weighed) });
    await turn();
  }
  return { range, reason, groups: ranked.sort(byExposure).map(({ view }) => view) };
}

const keyOf = ({ model, provider }: GroupKey): string => JSON.stringify([model, provider]);

function byGroup<Fact extends GroupKey>(facts: readonly Fact[]): ReadonlyMap<string, readonly Fact[]> {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) groups.set(keyOf(fact), [...(groups.get(keyOf(fact)) ?? []), fact]);
  return groups;
}

type Weighing = Readonly<{ reason: QueueReason; prices: ReturnType<Ctx["prices"]["now"]>; at: number }>;

function weigh(
  group: GroupSums,
  { served, units }: Readonly<{ served: readonly ServedFact[]; units: readonly UnitFact[] }>,
  aliases: readonly AliasFact[],
  weighing: Weighing,
): Weighed {
  const { prices, at } = weighing;
  const candidates = candidatesOf(group, served, aliases, weighing);
  const facts = { units: unitsOn(null, units), reported: reportedOf(served) };
  return weighGroup(group, candidates, facts, { settings: prices.settings, at });
}

export function candidatesOf(
  { model, provider }: GroupKey,
  served: readonly ServedFact[],
  aliases: readonly AliasFact[],
  { reason, prices, at }: Weighing,
): readonly PriceCandidate[] {
  const facts = {
    model,
    provider,
    aliasOf: aliases.filter(({ name }) => name === model).map(({ actualModel }) => actualModel),
    servedBy: served.flatMap(({ servedModel }) => servedModel ?? []),
    isPriceDoubted: !isSummed(reason),
  };
  return findCandidates(prices, facts, at);
}

/** `day` null: of all days together. */
export const unitsOn = (day: string | null, facts: readonly UnitFact[]): Units =>
  Object.fromEntries(facts.filter((fact) => fact.day === day).map(({ unit, quantity }) => [unit, quantity]));

export const reportedOf = (served: readonly ServedFact[]): Reported => ({
  usd: served.reduce((total, { reportedUsd }) => add(total, usd(reportedUsd)), ZERO),
  requests: served.reduce((total, { reportedRequests }) => total + BigInt(reportedRequests), 0n),
});

const tokensOf = ({ tokens }: GroupSums): bigint =>
  BigInt(tokens.prompt_tokens ?? 0) + BigInt(tokens.completion_tokens ?? 0);

const rankOf = (group: GroupSums, { exposure }: Weighed) => ({
  exposure,
  tokens: tokensOf(group),
  requests: BigInt(group.requests),
});

export function groupView(group: GroupSums, { exposure, candidates }: Weighed, range: DayRange): GroupView {
  const { model, provider, requests, reports, costUsd, firstDay, lastDay, trend } = group;
  const steps = Math.ceil(daysInRange(range) / daysOfStep(range));
  const probable = candidates.find((candidate) => candidate.costUsd !== null) ?? candidates[0];
  return {
    model,
    provider,
    requests: Number(requests),
    reports: Number(reports),
    tokens: String(tokensOf(group)),
    bookedUsd: costUsd,
    firstDay,
    lastDay,
    trend: Array.from({ length: steps }, (_, step) => trend[step] ?? 0),
    exposure: exposure ? exposureView(exposure) : null,
    evidence: probable ? { kind: probable.evidence, name: probable.name, reason: probable.reason } : null,
    isPricedNow: candidates.some(({ evidence, costUsd: probableUsd }) => evidence === "name" && probableUsd !== null),
  };
}

const exposureView = ({ low, probable, high }: Exposure) => ({
  lowUsd: formatUsd(low),
  probableUsd: formatUsd(probable),
  highUsd: formatUsd(high),
});

export type QueueCounts = Readonly<{
  range: DayRange;
  reasons: readonly Readonly<{ reason: QueueReason; groups: number; requests: number; reports: number }>[];
  ignored: number;
  /** That wait for a decision. */
  proposals: number;
}>;

/** What the tabs say. */
export async function countGroups(ctx: Ctx, days: CountDefaultPriced): Promise<QueueCounts> {
  const range = await rangeOf(ctx, days);
  const { counts, ignored, proposals } = await withConnection(ctx.db.pool, (client) =>
    readOneState(client, async () => ({
      counts: await countReasons(client, range),
      ignored: await findIgnored(client),
      proposals: await countOpen(client),
    })),
  );
  const leftOut = new Set(ignored.map(keyOf));
  return {
    range,
    reasons: QUEUE_REASONS.map((reason) => {
      const own = counts.filter((count) => count.reason === reason && !leftOut.has(keyOf(count)));
      const totalOf = (count: "requests" | "reports") => own.reduce((sum, each) => sum + each[count], 0);
      return { reason, groups: own.length, requests: totalOf("requests"), reports: totalOf("reports") };
    }),
    ignored: ignored.length,
    proposals,
  };
}

const DAYS = 30;

export async function rangeOf(
  { db, clock }: Pick<Ctx, "db" | "clock">,
  { from, to }: CountDefaultPriced,
): Promise<DayRange> {
  const { today } = await readZone(db.pool, clock());
  const end = to ?? (from !== undefined && from > today ? from : today);
  const begin = from ?? addDays(end, 1 - DAYS);
  await requireKept(db.pool, begin);
  return { from: begin, to: end };
}
