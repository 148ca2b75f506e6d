/**
 * What a change does to the windows that stand, or why it is refused; a dry run and a write ask the same.
 * Errors  VERSION_MOVED when somebody else was faster, VERSION_REQUIRED when something gives way that nobody says to have read,
 *         NOT_FOUND when there is nothing to end.
 */
import type { EndAdjustment } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import { adjustmentView } from "./adjustment-view";
import { decideWindows, latestOf, type WindowChange } from "./decide-windows";
import { type AdjustmentTerms, providerOf } from "./read-adjustment";
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
    const current = { replaces: latestOf(standing), adjustments: standing.map((one) => adjustmentView(one, now)) };
    throw new DomainError("VERSION_MOVED", { ...named, current });
  }
  const change = decideWindows(standing, from);
  const isAlone = change.closed.length + change.superseded.length === 0;
  if (terms === null && isAlone) throw new DomainError("NOT_FOUND", named);
  if (replaces === undefined && !isAlone && !isTrial)
    throw new DomainError("VERSION_REQUIRED", { ...named, as: "`replaces`" });
  return change;
}
