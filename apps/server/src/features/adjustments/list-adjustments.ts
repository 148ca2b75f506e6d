/**
 * Every discount and margin that is believed in, by provider: past, in force, scheduled; and the providers there are.
 * Units   percents and USD as decimal text.
 */
import { decimal, formatDecimal, multiplyDecimals, parseDecimal } from "@ratecard/money";
import { linesOf } from "@ratecard/pricing";
import type { Services } from "#server/context";
import { latestOf } from "./decide-windows";
import { type AdjustmentWindow, findAdjustments, findUsedProviders } from "./rows";

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
  /** What an edit of this provider has to name. */
  replaces: string | null;
}>;

export type Adjustments = Readonly<{
  /** By provider, the oldest window first. */
  adjustments: readonly AdjustmentView[];
  /** With a price of their own or with requests; others may be named as well. */
  providers: readonly string[];
}>;

export async function listAdjustments({
  db,
  clock,
  prices,
}: Pick<Services, "db" | "clock" | "prices">): Promise<Adjustments> {
  const windows = await findAdjustments(db.prisma);
  const latest = (provider: string) => latestOf(windows.filter((window) => window.provider === provider));
  const adjustments = windows.map((window) => viewOf(window, latest(window.provider), clock()));
  const priced = [...linesOf(prices.now().book)].flatMap(({ versions }) => versions.map(({ provider }) => provider));
  return { adjustments, providers: [...new Set([...priced, ...(await findUsedProviders(db.pool))])].sort() };
}

function viewOf(window: AdjustmentWindow, replaces: string | null, now: Date): AdjustmentView {
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
    replaces,
  };
}

function percentOf(fraction: string | null): string | null {
  const read = fraction === null ? undefined : parseDecimal(fraction);
  return read?.ok ? formatDecimal(multiplyDecimals(read.value, decimal(100n))) : null;
}
