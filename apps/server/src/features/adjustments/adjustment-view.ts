/** One window of a provider's discount and margins, as it is shown. Units: percents and USD as decimal text. */
import { decimal, formatDecimal, multiplyDecimals, parseDecimal } from "@ratecard/money";
import type { AdjustmentWindow } from "./rows";

export type AdjustmentView = Readonly<{
  id: string;
  provider: string;
  discountPercent: string | null;
  marginPercent: string | null;
  fixedMarginUsd: string | null;
  validFrom: string;
  validUntil: string | null;
  standing: "past" | "in-force" | "scheduled";
  actor: string;
  reason: string | null;
  recordedAt: string;
}>;

export function adjustmentView(window: AdjustmentWindow, now: Date): AdjustmentView {
  const { id, provider, fixedMarginUsd, validFrom, validUntil, actor, reason, recordedAt } = window;
  return {
    id,
    provider,
    discountPercent: percentOf(window.discount),
    marginPercent: percentOf(window.margin),
    fixedMarginUsd,
    validFrom: validFrom.toISOString(),
    validUntil: validUntil?.toISOString() ?? null,
    standing: validFrom > now ? "scheduled" : validUntil !== null && validUntil <= now ? "past" : "in-force",
    actor,
    reason,
    recordedAt: recordedAt.toISOString(),
  };
}

function percentOf(fraction: string | null): string | null {
  const read = fraction === null ? undefined : parseDecimal(fraction);
  return read?.ok ? formatDecimal(multiplyDecimals(read.value, decimal(100n))) : null;
}
