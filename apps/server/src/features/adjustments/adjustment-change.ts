/** What a change of a provider's discount and margins did, or would do. */
import type { PricesImpact } from "#server/impact/measure-impact";
import { type AdjustmentView, adjustmentView } from "./adjustment-view";
import type { AdjustmentOrder } from "./check-change";
import { latestOf, type WindowChange } from "./decide-windows";
import type { AdjustmentWindow } from "./rows";

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
