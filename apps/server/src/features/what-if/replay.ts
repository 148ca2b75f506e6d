/**
 * Days of usage at other prices: what was booked stays for whatever the change does not touch.
 * Units   pico-USD exact; requests. Time: each request at the price of its own time.
 * Rules   a request that no price is known for keeps what it cost, and is counted; so a re-cost at the same prices comes to the same.
 */
import { parseSignedUsd, type PicoUsd, subtract, times, ZERO } from "@ratecard/money";
import {
  type AnswerSpan,
  answerSpans,
  type AskedNames,
  type CasePrices,
  createPricer,
  isAdjustedWithin,
  isPricedOneByOne,
  linearCost,
  linearPrice,
  type Pricer,
  promptCuts,
  requestsOf,
} from "@ratecard/pricing";
import type { Name, NameToRead, Traffic } from "#server/impact/impact-of-change";
import type { BookedRows } from "#server/impact/rows-of-names";

export type Alternative = Readonly<{
  before: CasePrices;
  after: CasePrices;
  /** Under which name a request is priced afterwards. */
  nameAfter: (name: Name) => Name;
}>;

/** Instants in epoch ms. */
export type LedgerDay = Readonly<{ day: string; from: number; until: number }>;

/** Requests, and beside them reports in sums that do not tell how many requests they are of; `unpriced...`: without a cost. */
export type Counts = Readonly<{ requests: number; unpriced: number; reports: number; unpricedReports: number }>;

export type DayOfName = Traffic & Counts & Readonly<{ day: LedgerDay; bookedUsd: string }>;

/** What the change adds to a sum, and to those without a cost. */
export type Difference = Readonly<{
  model: string;
  day: string;
  usd: PicoUsd;
  unpriced: number;
  unpricedReports: number;
  touched: number;
  touchedReports: number;
}>;

export type Replay = Readonly<{
  /** The change touches the name at some time. */
  touches: (name: Name) => boolean;
  /** null: the change does not touch it. A name to read: its sums do not tell. */
  ofSums: (day: DayOfName) => Difference | NameToRead | null;
  ofRows: (day: LedgerDay, rows: BookedRows) => readonly Difference[];
}>;

/** `costOfSums`: of a price that does not depend on the hour, nor on the single request; worked out once for all days. */
type PricedSpan = AnswerSpan & Readonly<{ costOfSums: ReturnType<typeof linearPrice> }>;

/** What is known of a replay: answers of names, each found once. */
type Known = Readonly<{
  change: Alternative;
  pricer: Pricer;
  spansOf: (name: Name) => readonly PricedSpan[];
}>;

export function createReplay(change: Alternative, period: Readonly<{ from: number; until: number }>): Replay {
  const { before, after, nameAfter } = change;
  const spansByName = new Map<string, Map<string | undefined, readonly PricedSpan[]>>();
  const spansOf = ({ model, provider }: Name): readonly PricedSpan[] => {
    const byProvider = spansByName.get(model) ?? new Map<string | undefined, readonly PricedSpan[]>();
    spansByName.set(model, byProvider);
    const found = byProvider.get(provider);
    if (found) return found;
    const names: AskedNames = { before: { model, provider }, after: nameAfter({ model, provider }) };
    const spans = answerSpans(before, after, names, period).map((span): PricedSpan => {
      const place = { at: span.from, provider: span.after.provider };
      const costOfSums = "terms" in span.after ? linearPrice(span.after.terms, after.settings, place) : undefined;
      return { ...span, costOfSums };
    });
    byProvider.set(provider, spans);
    return spans;
  };
  const known = { change, spansOf, pricer: createPricer(after.book, after.catalog, after.settings) };
  return {
    touches: (name) => spansOf(name).some(({ isSame }) => !isSame),
    ofSums: (sums) => replaySums(known, sums),
    ofRows: (day, rows) => replayRows(known, day, rows),
  };
}

const within = ({ spansOf }: Known, name: Name, { from, until }: LedgerDay): readonly PricedSpan[] =>
  spansOf(name).filter((span) => span.from < until && span.until > from);

function replaySums(known: Known, sums: DayOfName): Difference | NameToRead | null {
  const { model, day, requests, unpriced, reports, unpricedReports, bookedUsd } = sums;
  const spans = within(known, sums, day);
  if ((requests === 0 && sums.sums !== null) || spans.every(({ isSame }) => isSame)) return null;
  const [span] = spans;
  if (!span || spans.length > 1) return nameToRead(sums, spans, { isTimed: true, isOneByOne: true });
  const { after: found } = span;
  const group = { model, day, requests, unpriced, reports, unpricedReports, bookedUsd };
  if (found.source === "none") return differenceOf(group, null);
  const { settings } = known.change.after;
  const isTimed = found.terms.offPeak !== undefined || isAdjustedWithin(settings.adjustments, found.provider, day);
  const cost = sums.sums === null || isTimed ? undefined : span.costOfSums?.(sums.sums);
  if (cost !== undefined) return differenceOf(group, cost);
  return nameToRead(sums, spans, { isTimed, isOneByOne: isPricedOneByOne(found.terms, settings, found.provider) });
}

function replayRows(known: Known, day: LedgerDay, { segments, special }: BookedRows): readonly Difference[] {
  const { pricer, change } = known;
  const { after, nameAfter } = change;
  return [
    ...segments.map((segment): Difference => {
      const { model, sums, unpriced, bookedUsd } = segment;
      const requests = Number(sums.countedRequests + sums.uncountedRequests);
      const found = within(known, segment, day)[0]?.after;
      const place = { at: day.from, provider: found?.provider };
      const cost = found && "terms" in found ? linearCost(found.terms, sums, after.settings, place) : undefined;
      return differenceOf({ model, day, ...NO_REPORTS, requests, unpriced, bookedUsd }, cost ?? null);
    }),
    ...special.flatMap((alike): readonly Difference[] => {
      const { model, provider, usage, requests: rows, unpriced: unpricedRows, bookedUsd } = alike;
      const each = requestsOf(usage);
      const reported = each === 0 ? { reports: rows, unpricedReports: unpricedRows } : NO_REPORTS;
      const at = alike.at ?? day.from;
      const span = within(known, alike, day).find(({ from, until }) => from <= at && at < until);
      if (span?.isSame === true) return [];
      const { costUsd } = pricer.charge({ ...nameAfter({ model, provider }), usage, at });
      const cost = costUsd === null ? null : times(costUsd, rows);
      const counts = { requests: rows * each, unpriced: unpricedRows * each, ...reported };
      return [differenceOf({ model, day, ...counts, bookedUsd }, cost)];
    }),
  ];
}

const NO_REPORTS = { reports: 0, unpricedReports: 0 };

type Group = Counts & Readonly<{ model: string; day: LedgerDay; bookedUsd: string }>;

/** `cost` null: no price is known for them, so they keep what they cost. */
const differenceOf = ({ model, day, bookedUsd, ...counts }: Group, cost: PicoUsd | null): Difference => {
  const { requests, unpriced, reports, unpricedReports } = counts;
  return {
    model,
    day: day.day,
    usd: cost === null ? ZERO : subtract(cost, amountOf(bookedUsd)),
    unpriced: cost === null ? requests - unpriced : -unpriced,
    unpricedReports: cost === null ? reports - unpricedReports : -unpricedReports,
    touched: requests,
    touchedReports: reports,
  };
};

function nameToRead(
  { model, provider, sums }: Pick<Traffic, "model" | "provider" | "sums">,
  spans: readonly AnswerSpan[],
  { isTimed, isOneByOne }: Readonly<{ isTimed: boolean; isOneByOne: boolean }>,
): NameToRead {
  const cuts = spans.flatMap(({ after }) => ("terms" in after ? promptCuts(after.terms) : []));
  return {
    model,
    provider,
    cuts: [...new Set(cuts)].sort((a, b) => a - b),
    isSpecial: sums === null,
    isOneByOne,
    isTimed,
  };
}

/** Errors: an amount that the ledger does not hold. */
export function amountOf(usd: string): PicoUsd {
  const read = parseSignedUsd(usd);
  if (!read.ok) throw new Error(`A sum of the ledger cannot be read: ${usd}`);
  return read.value;
}
