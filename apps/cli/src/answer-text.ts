import {
  type CostJson,
  type RateProblem,
  rateProblemSentence,
  type ShadowedRule,
  shadowSentence,
  unreachableSentence,
  type UnreachableWildcard,
} from "@ratecard/pricing";

/** Rows of text under their headers, in columns as wide as they need. Empty without rows. */
const GAP = "  ";

export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(GAP))
    .map((line) => line.trimEnd())
    .join("\n");
}

/** A cost line by line, for people. Units: USD, and USD per 1,000,000 tokens. */
export function costText(cost: CostJson | null): string {
  if (cost === null) return "No price, so no cost.";
  const lines = cost.lines.map(({ kind, quantity, ratePer1M, usdPerUnit, rateOf, amountUsd }) => {
    const count = quantity === undefined ? "" : ` ${quantity}`;
    const perUnit = usdPerUnit === undefined ? "" : ` x $${usdPerUnit}`;
    const rate = ratePer1M === undefined ? perUnit : ` x $${ratePer1M} per 1M`;
    const fallback = rateOf === undefined ? "" : ` (the rate of ${rateOf})`;
    return `  ${kind}${count}${rate}${fallback} = $${amountUsd}`;
  });
  const flags = cost.flags.length === 0 ? "" : ` (${cost.flags.join(", ")})`;
  const without = cost.notPriced.length === 0 ? [] : [`  without a rate: ${cost.notPriced.join(", ")}`];
  return [...lines, ...without, cost.totalUsd === null ? `no cost${flags}` : `total $${cost.totalUsd}${flags}`].join(
    "\n",
  );
}

export type ImpactAnswer = Readonly<{
  days: number;
  requests: number;
  /** In sums, and not telling how many requests they are of. */
  reports: number;
  beforeUsd: string;
  afterUsd: string;
  unpricedBefore: number;
  unpricedAfter: number;
  unpricedReportsBefore: number;
  unpricedReportsAfter: number;
  isPartial: boolean;
  shadowed: readonly ShadowedRule[];
  unreachable: readonly UnreachableWildcard[];
}>;

const MOST_SHADOWED = 10;

/** "12 requests and 1 report in sums": such a report does not tell how many requests it is of, and is none of them. */
export function usageText(requests: number, reports: number): string {
  const counted = `${requests} ${requests === 1 ? "request" : "requests"}`;
  if (reports === 0) return counted;
  const reported = `${reports} ${reports === 1 ? "report" : "reports"} in sums`;
  return requests === 0 ? reported : `${counted} and ${reported}`;
}

/** The last 30 days at old and new prices: one line, then one for each rule that answers no longer. `what` makes the difference. */
export function impactLines(impact: ImpactAnswer, what: string): readonly string[] {
  const { days, requests, reports, beforeUsd, afterUsd, isPartial, shadowed, unreachable } = impact;
  const { unpricedBefore, unpricedAfter, unpricedReportsBefore, unpricedReportsAfter } = impact;
  const sentences = [...unreachable.map(unreachableSentence), ...shadowed.map(shadowSentence)];
  const more = sentences.length - MOST_SHADOWED;
  const [before, after] = [unpricedBefore + unpricedReportsBefore, unpricedAfter + unpricedReportsAfter];
  const unpriced = before + after === 0 ? "" : ` (without a cost: ${before} -> ${after})`;
  return [
    requests + reports === 0
      ? `${what}: no request of the last ${days} days is touched.`
      : `${what}: ${usageText(requests, reports)} of the last ${days} days, $${beforeUsd} -> $${afterUsd}${unpriced}${isPartial ? " (without the rarest of unusual requests)" : ""}.`,
    ...sentences.slice(0, MOST_SHADOWED).map((sentence) => `  ${sentence}`),
    ...(more > 0 ? [`  ... and ${more} more`] : []),
  ];
}

type Change = Readonly<{
  key: string;
  kind: string;
  requests: number;
  fields: readonly Readonly<{ field: string; from: string | null; to: string | null }>[];
  problems: readonly RateProblem[];
}>;

/** Changes of the catalogue for people. Units: as the server says them, USD per 1,000,000 tokens and the like. */
export function changeText({ key, kind, requests, fields, problems }: Change, note = ""): string {
  const moved = fields.map(({ field, from, to }) => `${field} ${from ?? "none"} -> ${to ?? "none"}`).join(", ");
  const used = requests === 0 ? "" : `, ${requests} requests in 30 days`;
  const why = problems.map((problem) => `\n    ${rateProblemSentence(problem)}`).join("");
  return `  ${key}: ${kind}${moved === "" ? "" : ` (${moved})`}${used}${note}${why}`;
}
