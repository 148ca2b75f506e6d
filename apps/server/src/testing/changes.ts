/** Changes of many prices as the tests make them: previewed, then written with what the preview said. */
import type { ChangeSource } from "@ratecard/contract";
import { changePrices } from "#server/changes/change-prices";
import type { ChangeSet } from "#server/changes/change-set";
import type { ActingContext } from "#server/services/context";
import { changeSource } from "#server/start/change-sources";

type Order = Readonly<{
  effectiveFrom?: string | undefined;
  name?: string;
  /** Names of held rows that are written too; all of them. */
  held?: "all" | readonly string[];
  /** Only these. */
  models?: readonly string[];
}>;

const NOTHING = { acceptHeld: new Set<string>(), skipRefused: true };

export const previewChange = async (
  ctx: ActingContext,
  source: ChangeSource,
  effectiveFrom: string | null = null,
): Promise<ChangeSet> =>
  changePrices(ctx, await changeSource(ctx, source), { dryRun: true, effectiveFrom, choice: NOTHING });

/** Writes the rows of a preview that need no choice of their own, and the held ones that are named. */
export const writePreviewed = async (
  ctx: ActingContext,
  source: ChangeSource,
  { rows }: ChangeSet,
  { effectiveFrom, name, held = [], models }: Order = {},
): Promise<ChangeSet> => {
  const chosen = rows.flatMap(({ model, seen, held: reasons }) => {
    const isAccepted = reasons.length === 0 || held === "all" || held.includes(model);
    return seen !== null && isAccepted && (models?.includes(model) ?? true) ? [{ model, seen }] : [];
  });
  const order = { dryRun: false, effectiveFrom: effectiveFrom ?? null, name, choice: { rows: chosen } };
  return changePrices(ctx, await changeSource(ctx, source), order);
};

export const makeChange = async (ctx: ActingContext, source: ChangeSource, order: Order = {}): Promise<ChangeSet> =>
  writePreviewed(ctx, source, await previewChange(ctx, source, order.effectiveFrom ?? null), order);
