/**
 * What a change does to the windows that stand, or why it is refused; a dry run and a write ask the same.
 * Errors  VERSION_MOVED when somebody else was faster, VERSION_REQUIRED when something gives way that nobody says to have read,
 *         NOT_FOUND when there is nothing to end.
 */
import type { EndAdjustment } from "@ratecard/contract";
import { decimal, formatDecimal, multiplyDecimals, parseDecimal } from "@ratecard/money";
import { DomainError } from "#server/errors/domain-error";
import type { PricesImpact } from "#server/impact/measure-impact";
import { type AdjustmentTerms, providerOf } from "#server/entries/adjustment-terms";
import type { AdjustmentWindow } from "./rows";

export type AdjustmentOrder = Readonly<{
  /** LiteLLM's id. */
  provider: string;
  from: Date;
  /** null: none from then on. */
  terms: AdjustmentTerms | null;
  /** undefined: nobody said what was read. */
  replaces: string | null | undefined;
  reason: string | undefined;
}>;

export const orderOf = (input: EndAdjustment, terms: AdjustmentTerms | null, now: Date): AdjustmentOrder => ({
  provider: providerOf(input.provider),
  from: input.effectiveFrom ? new Date(input.effectiveFrom) : now,
  terms,
  replaces: input.replaces,
  reason: input.reason,
});

/** `isTrial`: nothing will be written, so nothing needs to have been read. */
export function checkChange(
  { provider, from, terms, replaces }: AdjustmentOrder,
  standing: readonly AdjustmentWindow[],
  { now, isTrial }: Readonly<{ now: Date; isTrial: boolean }>,
): WindowChange {
  const named = { what: "adjustment", name: provider };
  if (replaces !== undefined && replaces !== latestOf(standing)) {
    const current = {
      replaces: latestOf(standing),
      adjustments: standing.map((window) => adjustmentView(window, now)),
    };
    throw new DomainError("VERSION_MOVED", { ...named, current });
  }
  const change = decideWindows(standing, from);
  const isAlone = change.closed.length + change.superseded.length === 0;
  if (terms === null && isAlone) throw new DomainError("NOT_FOUND", named);
  if (replaces === undefined && !isAlone && !isTrial)
    throw new DomainError("VERSION_REQUIRED", { ...named, as: "`replaces`" });
  return change;
}

type WindowChange = Readonly<{
  /** End at `from`. */
  closed: readonly AdjustmentWindow[];
  /** Begin at or after it, so they never come, or no longer hold. */
  superseded: readonly AdjustmentWindow[];
}>;

/** Which windows give way to a change that holds from `from` on. Time: [validFrom, validUntil). Pure. */
function decideWindows(standing: readonly AdjustmentWindow[], from: Date): WindowChange {
  const superseded = standing.filter(({ validFrom }) => validFrom >= from);
  const closed = standing.filter(
    ({ validFrom, validUntil }) => validFrom < from && (validUntil === null || validUntil > from),
  );
  return { closed, superseded };
}

/** What an editor has read: the newest belief about the provider; null: none. */
export const latestOf = (standing: readonly Pick<AdjustmentWindow, "id">[]): string | null =>
  standing.reduce<string | null>(
    (latest, { id }) => (latest === null || BigInt(id) > BigInt(latest) ? id : latest),
    null,
  );

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

/** One window of a provider's discount and margins, as it is shown. Units: percents and USD as decimal text. */
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

export type AdjustmentChange = Readonly<{
  dryRun: boolean;
  /** LiteLLM's id. */
  provider: string;
  effectiveFrom: string;
  /** What was written; null: nothing, as in a dry run, or when an adjustment is ended. */
  written: AdjustmentView | null;
  /** They end at `effectiveFrom`. */
  ended: readonly AdjustmentView[];
  /** They never come, or no longer hold. */
  dropped: readonly AdjustmentView[];
  /** What the next change of this provider has to name. */
  replaces: string | null;
  /** Of a dry run: the last 30 days, were the change in force now. USD. */
  impact?: PricesImpact;
}>;

/** `standing`: before the change. */
export function changeOf(
  { provider, from }: AdjustmentOrder,
  { closed, superseded }: WindowChange,
  standing: readonly AdjustmentWindow[],
  at: Readonly<{ now: Date; written: AdjustmentWindow | null; isTrial: boolean }>,
): AdjustmentChange {
  const view = (window: AdjustmentWindow) => adjustmentView(window, at.now);
  const left = standing.filter((window) => !superseded.includes(window));
  return {
    dryRun: at.isTrial,
    provider,
    effectiveFrom: from.toISOString(),
    written: at.written && view(at.written),
    ended: closed.map((window) => view({ ...window, validUntil: from })),
    dropped: superseded.map(view),
    replaces: latestOf(at.isTrial ? standing : [...left, ...(at.written ? [at.written] : [])]),
  };
}
