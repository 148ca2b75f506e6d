/**
 * What a change of the prices would have done to requests of the past: all priced by the prices before it and after it.
 * Units   decimal strings in USD; requests as counts, and beside them reports in sums that do not tell how many requests they are of.
 *         One without a cost adds nothing to a sum and is counted beside it.
 * Time    both sides as of one moment, whatever the time of the request, so that the difference is the change alone.
 * Source  @ratecard/pricing prices both sides, so a preview and the intake cannot disagree. Where both prices are linear the sums
 *         of the rollup are enough; the others need their rows (`namesToRead`).
 */
import { add, formatUsd, type PicoUsd, times, ZERO } from "@ratecard/money";
import {
  ALL_PROVIDERS,
  type CostSettings,
  createPricer,
  isAdjustedAnew,
  isSameAnswer,
  linearCost,
  type OnUnpriced,
  type Prices,
  type PricingSource,
  type Resolution,
  promptCuts,
  requestsOf,
  resolve,
  type Usage,
  type UsageSums,
} from "@ratecard/pricing";

export type Name = Readonly<{ model: string; provider: string | undefined }>;

/** Requests of a name, without those that were free; null `sums`: one of them is out of the ordinary. */
export type Traffic = Name & Readonly<{ requests: number; sums: UsageSums | null }>;

/** Ordinary requests of a name that lie between the same cuts of its prices. */
export type Segment = Name & Readonly<{ sums: UsageSums }>;

/** Rows of the ledger that are alike in everything that prices them, a report in sums being one. `requests`: how many rows. */
export type AlikeRequests = Name & Readonly<{ usage: Usage; requests: number }>;

/** What was read of the names that need it. */
export type Rows = Readonly<{ segments: readonly Segment[]; special: readonly AlikeRequests[] }>;

export type NameToRead = Name &
  Readonly<{
    /** Prompt lengths where the old price or the new one changes its rates, rising. */
    cuts: readonly number[];
    /** Some requests are out of the ordinary. */
    isSpecial: boolean;
    /** A discount or a margin is rounded request by request: no sum tells the cost. */
    isOneByOne: boolean;
    /** The price is another one at other times of the day. */
    isTimed?: boolean;
  }>;

export type Change = Readonly<{
  before: Prices;
  after: Prices;
  settings: CostSettings & Readonly<{ onUnpriced: OnUnpriced }>;
  /** Where the change is one of discounts and margins. */
  adjustmentsAfter?: NonNullable<CostSettings["adjustments"]>;
  /** Epoch ms. */
  at: number;
}>;

/** `unpriced...`: of the requests, and of the reports, those without a cost at that price. */
type ImpactSums = Readonly<{
  requests: number;
  reports: number;
  beforeUsd: string;
  afterUsd: string;
  unpricedBefore: number;
  unpricedAfter: number;
  unpricedReportsBefore: number;
  unpricedReportsAfter: number;
}>;

export type ModelImpact = Readonly<{ model: string }> &
  ImpactSums &
  Readonly<{
    sourceBefore: PricingSource;
    sourceAfter: PricingSource;
  }>;

export type ChangeImpact = ImpactSums &
  Readonly<{
    /** Only models whose price the change touches, most requests first. */
    models: readonly ModelImpact[];
  }>;

type Answers = Readonly<{ before: Resolution; after: Resolution }>;
type Costs = Readonly<{ requests: number; reports: number; before: Side; after: Side }>;
type Side = Readonly<{ cost: PicoUsd; unpriced: number; unpricedReports: number }>;
type Sum = Costs & Readonly<{ sources: Answers }>;

/** Says under which name a request is summed. */
export type NameOf = (sent: string, before: Resolution, after: Resolution) => string;

/** Names that the change prices by something else, and whose sums do not tell at what cost. */
export const namesToRead = (change: Change, traffic: readonly Traffic[]): readonly NameToRead[] =>
  traffic.flatMap(({ model, provider, sums }) => {
    const answers = answersFor(change, { model, provider });
    if (isUntouched(change, answers) || linearCosts(change, sums, answers) !== undefined) return [];
    const isOneByOne =
      [false, true].some((isAfter) => isAdjusted(settingsOf(change, isAfter), answers)) || hasFee(answers);
    const cuts = [answers.before, answers.after].flatMap((found) => ("terms" in found ? promptCuts(found.terms) : []));
    return [{ model, provider, cuts: [...new Set(cuts)].sort((a, b) => a - b), isSpecial: sums === null, isOneByOne }];
  });

/** `rows`: the requests of the names to read. */
export function impactOfChange(
  change: Change,
  traffic: readonly Traffic[],
  rows: Rows,
  nameOf: NameOf = (sent) => sent,
): ChangeImpact {
  const sums = new Map<string, Sum>();
  const include = (sent: Name, costsAt: (answers: Answers) => Costs | undefined) => {
    const answers = answersFor(change, sent);
    const costs = isUntouched(change, answers) ? undefined : costsAt(answers);
    if (!costs || costs.requests + costs.reports === 0) return;
    const name = nameOf(sent.model, answers.before, answers.after);
    const known = sums.get(name);
    sums.set(name, known ? { ...plus(known, costs), sources: known.sources } : { ...costs, sources: answers });
  };
  for (const name of traffic) include(name, (answers) => linearCosts(change, name.sums, answers));
  for (const part of rows.segments) include(part, (answers) => linearCosts(change, part.sums, answers));
  for (const { name, costs } of costsOfRequests(change, rows.special)) include(name, () => costs);
  return total([...sums]);
}

const answersFor = ({ before, after, settings, at }: Change, { model, provider }: Name): Answers => {
  const ask = ({ book, catalog }: Prices) => resolve(book, catalog, { model, provider, at }, settings.onUnpriced);
  return { before: ask(before), after: ask(after) };
};

function isUntouched(change: Change, { before, after }: Answers): boolean {
  const { adjustments } = change.settings;
  const adjustedAfter = change.adjustmentsAfter ?? adjustments;
  return isSameAnswer(before, after) && !isAdjustedAnew(adjustments, adjustedAfter, after.provider);
}

const settingsOf = ({ settings, adjustmentsAfter }: Change, isAfter: boolean): Change["settings"] =>
  isAfter && adjustmentsAfter ? { ...settings, adjustments: adjustmentsAfter } : settings;

const isAdjusted = ({ adjustments }: CostSettings, { before, after }: Answers): boolean =>
  adjustments !== undefined &&
  [ALL_PROVIDERS, before.provider, after.provider].some((name) => name !== undefined && adjustments.has(name));

/** Added to each request that has a cost, which sums do not tell. */
const hasFee = ({ before, after }: Answers): boolean =>
  [before, after].some((found) => "terms" in found && found.terms.requestFee !== undefined);

function linearCosts(change: Change, sums: UsageSums | null, answers: Answers): Costs | undefined {
  if (!sums) return undefined;
  const requests = Number(sums.countedRequests + sums.uncountedRequests);
  const costOfAll = (found: Resolution, isAfter: boolean): Side | undefined => {
    if (found.source === "none") return { ...NO_SIDE, unpriced: requests };
    const place = { at: change.at, provider: found.provider };
    const cost = linearCost(found.terms, sums, settingsOf(change, isAfter), place);
    return cost === undefined ? undefined : { ...NO_SIDE, cost };
  };
  const [before, after] = [costOfAll(answers.before, false), costOfAll(answers.after, true)];
  return before && after && { requests, reports: 0, before, after };
}

/** One by one at both prices, by name and provider. */
function costsOfRequests(
  change: Change,
  groups: readonly AlikeRequests[],
): readonly Readonly<{ name: Name; costs: Costs }>[] {
  const { before, after, at } = change;
  const pricers = [before, after].map(({ book, catalog }, side) =>
    createPricer(book, catalog, settingsOf(change, side === 1)),
  );
  const sums = new Map<string, { name: Name; costs: Costs }>();
  for (const { model, provider, usage, requests: rows } of groups) {
    const requests = rows * requestsOf(usage);
    const reports = requestsOf(usage) === 0 ? rows : 0;
    const [old = NO_SIDE, new_ = NO_SIDE] = pricers.map((pricer): Side => {
      const { costUsd } = pricer.charge({ model, provider, usage, at });
      if (costUsd === null) return { cost: ZERO, unpriced: requests, unpricedReports: reports };
      return { ...NO_SIDE, cost: times(costUsd, rows) };
    });
    const key = JSON.stringify([model, provider]);
    const known = sums.get(key) ?? { name: { model, provider }, costs: NOTHING };
    sums.set(key, { ...known, costs: plus(known.costs, { requests, reports, before: old, after: new_ }) });
  }
  return [...sums.values()];
}

const NO_SIDE: Side = { cost: ZERO, unpriced: 0, unpricedReports: 0 };
const NOTHING: Costs = { requests: 0, reports: 0, before: NO_SIDE, after: NO_SIDE };

const plus = (left: Costs, right: Costs): Costs => ({
  requests: left.requests + right.requests,
  reports: left.reports + right.reports,
  before: sideSum(left.before, right.before),
  after: sideSum(left.after, right.after),
});

const sideSum = (left: Side, right: Side): Side => ({
  cost: add(left.cost, right.cost),
  unpriced: left.unpriced + right.unpriced,
  unpricedReports: left.unpricedReports + right.unpricedReports,
});

const sumsOf = ({ requests, reports, before, after }: Costs): ImpactSums => ({
  requests,
  reports,
  beforeUsd: formatUsd(before.cost),
  afterUsd: formatUsd(after.cost),
  unpricedBefore: before.unpriced,
  unpricedAfter: after.unpriced,
  unpricedReportsBefore: before.unpricedReports,
  unpricedReportsAfter: after.unpricedReports,
});

function total(sums: readonly (readonly [string, Sum])[]): ChangeImpact {
  const all = sums.reduce((costs, [, sum]) => plus(costs, sum), NOTHING);
  const models = sums.map(([model, { sources, ...costs }]) => ({
    model,
    ...sumsOf(costs),
    sourceBefore: sources.before.source,
    sourceAfter: sources.after.source,
  }));
  return {
    ...sumsOf(all),
    models: models.sort((a, b) => b.requests - a.requests || (a.model < b.model ? -1 : 1)),
  };
}
