/**
 * The rows of an import against the price book as it stands when they begin: the confirm step shows it, the transaction takes it.
 * Time    `effectiveFrom` missing is now; in the past, the same price is worth writing where it holds only since later.
 */
import type { ImportDecision } from "@ratecard/discovery";
import { type EntryThen, entriesAt } from "#server/batches/entries-at";
import type { Entry } from "#server/batches/standing-entries";
import type { ActingContext } from "#server/services/context";
import type { PricesNow } from "#server/pricing/live-prices";
import type { Chosen } from "./chosen-prices";
import { type DecisionSources, decideRows } from "./decide-rows";

export type ChosenToDecide = Pick<DecisionSources, "references"> &
  Readonly<{ chosen: readonly Chosen[]; validFrom: Date | undefined }>;

export type DecidedChosen = Readonly<{
  decisions: readonly ImportDecision[];
  standing: ReadonlyMap<string, EntryThen>;
  prices: PricesNow;
  /** Epoch ms: when the prices begin, now at the earliest. */
  at: number;
  isFuture: boolean;
}>;

/** `entries` as read, or locked, before: prices are read after them, so that neither is older than the other. */
export async function decideChosen(
  ctx: ActingContext,
  entries: ReadonlyMap<string, Entry>,
  { chosen, references, validFrom }: ChosenToDecide,
): Promise<DecidedChosen> {
  const prices = await ctx.prices.refresh();
  const now = ctx.clock().getTime();
  const begins = validFrom?.getTime() ?? now;
  const at = Math.max(begins, now);
  const standing = entriesAt(entries, prices.book, { begins, now });
  const decisions = await decideRows(chosen, { entries: standing, prices, references, at });
  return { decisions, standing, prices, at, isFuture: begins > now };
}
