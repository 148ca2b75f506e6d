/**
 * The figures of a month, from the sums of its days.
 * Units   USD and tokens as exact decimal text; requests. Time: a month of days of the ledger.
 */
import type { Query } from "./rows";

export type Figures = Readonly<{
  requests: number;
  /** In sums, and not telling how many requests they are of. Missing in statements of before they were counted, as below. */
  reports?: number;
  costUsd: string;
  bookedCostUsd: string;
  promptTokens: string;
  completionTokens: string;
}>;
export type NamedFigures = Figures & Readonly<{ name: string }>;

/** How the cost came to be known. Requests of the first three add up to all but those without a cost, and so do reports. */
export type Coverage = Readonly<{
  exact: Share;
  flagged: Share;
  default: Share;
  unpricedRequests: number;
  unpricedReports?: number;
}>;
type Share = Readonly<{ requests: number; reports?: number; costUsd: string }>;

export type MonthFigures = Readonly<{
  month: string;
  zone: string;
  /** The days, both included. */
  from: string;
  to: string;
  totals: Figures;
  coverage: Coverage;
  /** Part of the totals: what corrects months that were closed before. */
  corrections: Share;
  /** Waiting in quarantine, of what was received in the month: in no sum. */
  quarantined: number;
  /** Priced by the default entry, by a placeholder, or not at all. */
  openRequests: number;
  openReports?: number;
  byModel: readonly NamedFigures[];
  byProvider: readonly NamedFigures[];
  byTeam: readonly NamedFigures[];
}>;

const usd = (sql: string) => `trim_scale(coalesce(${sql}, 0))::text`;
const count = (sql: string) => `coalesce(${sql}, 0)::float8`;

const FIGURES = `${count("sum(requests)")} AS "requests", ${count("sum(reports)")} AS "reports", ${usd("sum(cost_usd)")} AS "costUsd",
  ${usd("sum(booked_cost_usd)")} AS "bookedCostUsd", ${usd("sum(prompt_tokens)")} AS "promptTokens",
  ${usd("sum(completion_tokens)")} AS "completionTokens"`;

const OF_MONTH = "day >= $1::date AND day < $1::date + interval '1 month'";

const COVERAGE = `SELECT
  ${count("sum(requests - unpriced_requests - default_requests - flagged_requests)")} AS "exactRequests",
  ${usd("sum(cost_usd - default_cost_usd - flagged_cost_usd)")} AS "exactUsd",
  ${count("sum(flagged_requests)")} AS "flaggedRequests", ${usd("sum(flagged_cost_usd)")} AS "flaggedUsd",
  ${count("sum(default_requests)")} AS "defaultRequests", ${usd("sum(default_cost_usd)")} AS "defaultUsd",
  ${count("sum(unpriced_requests)")} AS "unpricedRequests",
  ${count("sum(default_requests + unpriced_requests + placeholder_requests)")} AS "openRequests",
  ${count("sum(reports - unpriced_reports - default_reports - flagged_reports)")} AS "exactReports",
  ${count("sum(flagged_reports)")} AS "flaggedReports", ${count("sum(default_reports)")} AS "defaultReports",
  ${count("sum(unpriced_reports)")} AS "unpricedReports",
  ${count("sum(default_reports + unpriced_reports + placeholder_reports)")} AS "openReports"
  FROM usage_total_day WHERE ${OF_MONTH}`;

const BESIDE = `SELECT zone, ($1::date + interval '1 month' - interval '1 day')::date::text AS "to",
  (SELECT ${count("sum(requests)")} FROM usage_corrections WHERE posted_on >= $1::date AND posted_on < $1::date + interval '1 month') AS "correctionRequests",
  (SELECT ${count("sum(reports)")} FROM usage_corrections WHERE posted_on >= $1::date AND posted_on < $1::date + interval '1 month') AS "correctionReports",
  (SELECT ${usd("sum(cost_usd)")} FROM usage_corrections WHERE posted_on >= $1::date AND posted_on < $1::date + interval '1 month') AS "correctionUsd",
  (SELECT count(*)::int FROM usage_quarantine WHERE resolved_at IS NULL AND received_at >= ledger_day_start($1::date, zone)
    AND received_at < ledger_day_start(($1::date + interval '1 month')::date, zone)) AS quarantined
  FROM usage_months`;

/** Dearest first; equal ones by name. */
const by = (column: "model" | "provider" | "team"): string =>
  `SELECT ${column} AS name, ${FIGURES} FROM ${column === "team" ? "usage_by_team_day" : "usage_by_model_day"}
   WHERE ${OF_MONTH} GROUP BY 1 ORDER BY sum(cost_usd) DESC, sum(requests) DESC, 1`;

type CoverageRow = Readonly<Record<"exactUsd" | "flaggedUsd" | "defaultUsd", string>> &
  Readonly<Record<`${"exact" | "flagged" | "default" | "unpriced" | "open"}${"Requests" | "Reports"}`, number>>;
type BesideRow = Readonly<{
  zone: string;
  to: string;
  correctionRequests: number;
  correctionReports: number;
  correctionUsd: string;
  quarantined: number;
}>;

const NONE: Figures = {
  requests: 0,
  reports: 0,
  costUsd: "0",
  bookedCostUsd: "0",
  promptTokens: "0",
  completionTokens: "0",
};

export async function readFigures(query: Query, month: string): Promise<MonthFigures> {
  const from = `${month}-01`;
  const [totals = NONE] = await query<Figures>(`SELECT ${FIGURES} FROM usage_total_day WHERE ${OF_MONTH}`, from);
  const [covered] = await query<CoverageRow>(COVERAGE, from);
  const [beside] = await query<BesideRow>(BESIDE, from);
  if (!covered || !beside) throw new Error("The books of the ledger have no row.");
  const share = (requests: number, reports: number, costUsd: string): Share => ({ requests, reports, costUsd });
  return {
    month,
    zone: beside.zone,
    from,
    to: beside.to,
    totals,
    coverage: {
      exact: share(covered.exactRequests, covered.exactReports, covered.exactUsd),
      flagged: share(covered.flaggedRequests, covered.flaggedReports, covered.flaggedUsd),
      default: share(covered.defaultRequests, covered.defaultReports, covered.defaultUsd),
      unpricedRequests: covered.unpricedRequests,
      unpricedReports: covered.unpricedReports,
    },
    corrections: share(beside.correctionRequests, beside.correctionReports, beside.correctionUsd),
    quarantined: beside.quarantined,
    openRequests: covered.openRequests,
    openReports: covered.openReports,
    byModel: await query<NamedFigures>(by("model"), from),
    byProvider: await query<NamedFigures>(by("provider"), from),
    byTeam: await query<NamedFigures>(by("team"), from),
  };
}
