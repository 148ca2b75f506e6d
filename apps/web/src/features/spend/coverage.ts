/**
 * How much of the cost is known to the letter.
 * Units   USD as decimal text; shares are fractions of the cost, as decimal text, null when nothing was spent.
 */
import { formatUsd, parseSignedUsd, type PicoUsd, ratio, subtract, ZERO } from "@ratecard/money";
import type { Totals } from "./dashboard-data";

export const COVERAGE_KINDS = ["exact", "flagged", "placeholder", "default"] as const;
export type CoverageKind = (typeof COVERAGE_KINDS)[number];

export type CoveragePart = Readonly<{ kind: CoverageKind; costUsd: string; requests: number; share: string | null }>;

const SHARE_DECIMALS = 6;

export function coverageOf(totals: Totals): readonly CoveragePart[] {
  const total = amountOf(totals.costUsd);
  const byDefault = amountOf(totals.defaultCostUsd);
  const flagged = amountOf(totals.flaggedCostUsd);
  const byPlaceholder = amountOf(totals.placeholderCostUsd);
  const part = (kind: CoverageKind, amount: PicoUsd, requests: number): CoveragePart => ({
    kind,
    costUsd: formatUsd(amount),
    requests,
    share: ratio(amount, total, SHARE_DECIMALS) ?? null,
  });
  const inexact = totals.flaggedRequests + totals.defaultRequests + totals.unpricedRequests;
  return [
    part("exact", subtract(subtract(total, byDefault), flagged), totals.requests - inexact),
    part("flagged", subtract(flagged, byPlaceholder), totals.flaggedRequests - totals.placeholderRequests),
    part("placeholder", byPlaceholder, totals.placeholderRequests),
    part("default", byDefault, totals.defaultRequests),
  ];
}

function amountOf(usd: string): PicoUsd {
  const parsed = parseSignedUsd(usd);
  return parsed.ok ? parsed.value : ZERO;
}
